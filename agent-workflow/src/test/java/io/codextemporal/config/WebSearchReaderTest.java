package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.protocol.WebSearch.By;
import io.codextemporal.protocol.WebSearch.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSearchReaderTest {
  @TempDir Path folder;

  @Test
  void whatFoundBeforeUnlessFullAccessOrTheUserSaysMore() {
    assertThat(read("openai").mode()).isEqualTo(Mode.CACHED);
    assertThat(read("openai", SandboxMode.DANGER_FULL_ACCESS).mode()).isEqualTo(Mode.LIVE);
    assertThat(read("openai", "web_search=\"live\"").mode()).isEqualTo(Mode.LIVE);
    assertThat(read("openai", "web_search=\"indexed\"").mode()).isEqualTo(Mode.CACHED);
    assertThat(read("openai", "web_search=\"disabled\"").mode()).isEqualTo(Mode.DISABLED);
    assertThat(read("openai", "tools.web_search=true").mode()).isEqualTo(Mode.LIVE);
  }

  @Test
  void aModeThatMakesNoSenseIsAnError() {
    assertThatThrownBy(() -> read("openai", "web_search=\"often\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("web_search");
  }

  @Test
  void aProviderThatIsNotKnownSearchesOnlyForWhoWantsIt() {
    assertThat(read("openai").by()).isEqualTo(By.PROVIDER);
    assertThat(read("ollama", "web_search=\"live\"").by()).isEqualTo(By.WORKER);
    assertThat(read("house").by()).isEqualTo(By.WORKER);
    assertThat(read("house", "web_search=\"cached\"").by()).isEqualTo(By.EITHER);
    assertThat(read("house", "model_providers.house.web_search=true").by()).isEqualTo(By.PROVIDER);
    assertThat(read("openai", "tools.web_search.by=\"worker\"").by()).isEqualTo(By.WORKER);
  }

  @Test
  void whatAProviderIsToldOfTheSearch() {
    WebSearch web =
        read(
            "openai",
            "tools.web_search.context_size=\"high\"",
            "tools.web_search.allowed_domains=[\"docs.example\"]",
            "tools.web_search.location.country=\"DE\"");
    assertThat(web.contextSize()).isEqualTo("high");
    assertThat(web.allowedDomains()).containsExactly("docs.example");
    assertThat(web.location()).isEqualTo(Map.of("country", "DE"));
  }

  private WebSearch read(String provider, String... overrides) {
    return read(provider, SandboxMode.WORKSPACE_WRITE, overrides);
  }

  private WebSearch read(String provider, SandboxMode sandbox, String... overrides) {
    Places places = new Places(folder.resolve("codex"), folder.resolve("ours"));
    assertThat(Files.exists(places.configFile())).isFalse();
    Config config = ConfigLayers.load(places, folder, null, List.of(overrides));
    return WebSearchReader.read(config, provider, sandbox);
  }
}
