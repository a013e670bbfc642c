package io.codextemporal.worker.e2e;

import io.codextemporal.config.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A user's home of the test's own: {@code CODEX_HOME} with a configuration that points at a
 * scripted model, an empty {@code CODEX_TEMPORAL_HOME}, and a workspace folder. Deleted when
 * closed.
 */
public final class TestHome implements AutoCloseable {
  private final Path root;
  private final Map<String, String> environment = new LinkedHashMap<>();

  private TestHome(Path root) {
    this.root = root;
    environment.put("HOME", root.toString());
    environment.put("CODEX_HOME", codexHome().toString());
    environment.put("CODEX_TEMPORAL_HOME", root.resolve("ct").toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("LANG", "C.UTF-8");
    environment.put("CT_TEST_KEY", "test-key");
  }

  /** Works with that server; the model is at {@code modelUrl}, {@code http://127.0.0.1:1/v1}. */
  public static TestHome on(TestServer server, String modelUrl) throws IOException {
    TestHome home = create(modelUrl);
    home.environment.put("TEMPORAL_ADDRESS", server.address());
    return home;
  }

  /** Names no Temporal server: the program starts its private one with the tests' binary. */
  public static TestHome withPrivateServer(String modelUrl) throws IOException {
    TestHome home = create(modelUrl);
    home.configure("\n[temporal]\nbinary = \"" + TestServer.binary() + "\"\n");
    return home;
  }

  private static TestHome create(String modelUrl) throws IOException {
    TestHome home = new TestHome(Files.createTempDirectory("ct-"));
    Files.createDirectories(home.codexHome());
    Files.createDirectories(home.workspace());
    Files.writeString(
        home.codexHome().resolve("config.toml"),
        """
        model = "gpt-5.5"
        model_provider = "scripted"

        [projects."%s"]
        trust_level = "trusted"

        [model_providers.scripted]
        name = "scripted"
        base_url = "%s"
        env_key = "CT_TEST_KEY"
        wire_api = "responses"
        """
            .formatted(home.workspace(), modelUrl));
    return home;
  }

  /** Appends lines to config.toml. */
  public TestHome configure(String lines) throws IOException {
    Path file = codexHome().resolve("config.toml");
    Files.writeString(file, Files.readString(file) + lines);
    return this;
  }

  /** Sets a variable for every process started from this home. */
  public TestHome with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Map<String, String> environment() {
    return environment;
  }

  public Places places() {
    return Places.of(environment);
  }

  public Path codexHome() {
    return root.resolve("codex");
  }

  public Path workspace() {
    return root.resolve("work");
  }

  /** Where its processes put temporary files. */
  public Path temporary() throws IOException {
    return Files.createDirectories(root.resolve("tmp"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
