package io.codextemporal.wire;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Turns bytes into a payload that only the key's holder can read or make, and back.
 *
 * <p>Metadata: {@code encoding} = {@value #ENCODING}, {@code key} = the key's id. Data: 12 bytes
 * nonce, then AES-256-GCM of one form byte (0 as is, 1 zlib) and the content; the tag is 16 bytes.
 * The additional data is the encoding, the namespace and the workflow id, so that a payload opens
 * only where it was made for. Thread-safe.
 */
final class SealingCodec {
  static final String ENCODING = "ct/sealed1";

  /** What is larger than this is compressed, where that makes it smaller; bytes. */
  static final int COMPRESS_ABOVE = 1_024;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte AS_IS = 0;
  private static final byte ZLIB = 1;

  /**
   * No honest payload inflates to more: the server takes 2 MB, and text rarely packs above 30:1.
   */
  private static final int MAX_CONTENT = 64_000_000;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ByteString ENCODING_BYTES = ByteString.copyFromUtf8(ENCODING);

  private final Keyring keys;

  SealingCodec(Keyring keys) {
    this.keys = keys;
  }

  Payload seal(byte[] content, String namespace, String workflowId) {
    byte[] packed = content.length > COMPRESS_ABOVE ? deflate(content) : content;
    boolean smaller = packed.length < content.length;
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    String id = keys.currentId();
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, id, nonce, namespace, workflowId);
      byte[] form = {smaller ? ZLIB : AS_IS};
      byte[] body = smaller ? packed : content;
      byte[] data = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(1 + body.length));
      int written = cipher.update(form, 0, 1, data, NONCE_BYTES);
      cipher.doFinal(body, 0, body.length, data, NONCE_BYTES + written);
      return Payload.newBuilder()
          .putMetadata("encoding", ENCODING_BYTES)
          .putMetadata("key", ByteString.copyFromUtf8(id))
          .setData(ByteString.copyFrom(data))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed", e);
    }
  }

  byte[] open(Payload payload, String namespace, String workflowId) {
    if (!ENCODING_BYTES.equals(payload.getMetadataMap().get("encoding"))) {
      throw new UnreadablePayloadException("it is not sealed");
    }
    ByteString id = payload.getMetadataOrDefault("key", ByteString.EMPTY);
    ByteBuffer data = payload.getData().asReadOnlyByteBuffer();
    if (data.remaining() < NONCE_BYTES + 1 + TAG_BITS / 8) {
      throw new UnreadablePayloadException("it is too short");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    data.get(nonce);
    byte[] opened = new byte[data.remaining()];
    data.get(opened);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, id.toStringUtf8(), nonce, namespace, workflowId);
      opened = cipher.doFinal(opened);
    } catch (GeneralSecurityException e) {
      throw new UnreadablePayloadException("the seal does not fit this session");
    }
    byte[] body = Arrays.copyOfRange(opened, 1, opened.length);
    return opened[0] == ZLIB ? inflate(body) : body;
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String namespace, String workflowId)
      throws GeneralSecurityException {
    SecretKey key = keys.derived(keyId, "seal", "AES");
    if (key == null) {
      throw new UnreadablePayloadException("it is sealed with another key (" + keyId + ")");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    String bound = ENCODING + "\0" + namespace + "\0" + workflowId;
    cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] deflate(byte[] content) {
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION)) {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2);
      byte[] buffer = new byte[8_192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static byte[] inflate(byte[] packed) {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 3);
      byte[] buffer = new byte[8_192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new UnreadablePayloadException("its compression is broken");
        }
        out.write(buffer, 0, count);
        if (out.size() > MAX_CONTENT) {
          throw new UnreadablePayloadException("it is larger than anything we write");
        }
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new UnreadablePayloadException("its compression is broken");
    }
  }
}
