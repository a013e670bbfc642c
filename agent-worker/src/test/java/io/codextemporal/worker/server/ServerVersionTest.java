package io.codextemporal.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerVersionTest {
  @Test
  void readsTheServersVersionNotThePrograms() {
    assertThat(ServerVersion.ofBanner("temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"))
        .contains(new ServerVersion(1, 29, 1));
    assertThat(ServerVersion.ofBanner("tctl version 1.18.0")).isEmpty();
    assertThat(ServerVersion.parse("1.30.0-rc.2")).contains(new ServerVersion(1, 30, 0));
    assertThat(ServerVersion.parse("")).isEmpty();
  }

  @Test
  void numbersCountAsNumbers() {
    assertThat(new ServerVersion(1, 9, 9)).isLessThan(new ServerVersion(1, 29, 1));
    assertThat(new ServerVersion(2, 0, 0)).isGreaterThan(new ServerVersion(1, 99, 99));
    assertThat(new ServerVersion(1, 29, 2)).isGreaterThan(new ServerVersion(1, 29, 1));
  }
}
