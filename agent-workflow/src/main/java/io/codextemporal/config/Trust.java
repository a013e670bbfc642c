package io.codextemporal.config;

import java.nio.file.Path;
import java.util.List;

/** Whether the user trusts a folder: {@code [projects."/path"] trust_level}, as Codex keeps it. */
public enum Trust {
  TRUSTED,
  UNTRUSTED,
  /** Nobody was asked yet. */
  UNKNOWN;

  /** What the folder's own entry says, else that of its project's root. */
  static Trust of(Config own, Path cwd) {
    for (Path folder : List.of(cwd, ProjectLayers.root(own, cwd))) {
      String level = own.text("projects", folder.toString(), "trust_level").orElse("");
      if (level.equals("trusted")) {
        return TRUSTED;
      }
      if (level.equals("untrusted")) {
        return UNTRUSTED;
      }
    }
    return UNKNOWN;
  }

  /** What the user's own configuration says of the folder. */
  public static Trust of(Places places, Path cwd) {
    return of(ConfigLayers.userOnly(places), cwd);
  }
}
