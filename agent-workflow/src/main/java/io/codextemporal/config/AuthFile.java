package io.codextemporal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code auth.json}, shared with Codex: what we do not know in it is kept. A link is not read, and
 * a file that others can read is closed to them when it is looked at.
 */
public final class AuthFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(AuthFile.class);
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
  private static final String KEY = "OPENAI_API_KEY";

  private final Path file;

  public AuthFile(Path file) {
    this.file = file;
  }

  /** The API key, empty when there is none or the file cannot be read. */
  public Optional<String> apiKey() {
    return Optional.ofNullable(read().get(KEY))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(key -> !key.isBlank());
  }

  /** Why it is not read though it is there, with what to do about it. */
  public Optional<String> objection() {
    return Files.isSymbolicLink(file)
        ? Optional.of(file + " is a symbolic link, which is not read; put the file itself there")
        : Optional.empty();
  }

  /** Stores an API key, 0600, in one move. */
  public void saveApiKey(String key) {
    ObjectNode auth = read();
    auth.put("auth_mode", "apikey");
    auth.put(KEY, key);
    PrivateFiles.write(file, auth.toPrettyString() + "\n");
  }

  /** Whether there was something to remove. */
  public boolean remove() throws IOException {
    return Files.deleteIfExists(file);
  }

  private ObjectNode read() {
    Optional<String> objection = objection();
    if (objection.isPresent()) {
      LOG.warn("{}", objection.get());
      return JSON.createObjectNode();
    }
    try {
      close();
      JsonNode node = JSON.readTree(Files.readString(file));
      return node instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  /** What someone else made may be open to others. */
  private void close() throws IOException {
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    if (!OWN.containsAll(now)) {
      LOG.warn("{} was open to others ({})", file, PosixFilePermissions.toString(now));
      Files.setPosixFilePermissions(file, OWN);
    }
  }
}
