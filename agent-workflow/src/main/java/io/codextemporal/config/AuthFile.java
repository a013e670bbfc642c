package io.codextemporal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code auth.json}, shared with Codex: what we do not know in it is kept. */
public final class AuthFile {
  private static final ObjectMapper JSON = new ObjectMapper();
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
    try {
      JsonNode node = JSON.readTree(Files.readString(file));
      return node instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
