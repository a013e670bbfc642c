package io.codextemporal.tui.update;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.tui.model.Model;
import java.util.Optional;

/** The three ways to work that Shift-Tab goes round. */
enum Mode {
  READ_ONLY(
      "Read only",
      "reads; asks before it changes anything",
      ApprovalMode.ON_REQUEST,
      SandboxMode.READ_ONLY),
  ASK(
      "Ask",
      "works in this folder; asks before it goes further",
      ApprovalMode.ON_REQUEST,
      SandboxMode.WORKSPACE_WRITE),
  FULL_ACCESS(
      "Full access",
      "never asks, and nothing confines it",
      ApprovalMode.NEVER,
      SandboxMode.DANGER_FULL_ACCESS);

  private final String title;
  private final String meaning;
  private final ApprovalMode approval;
  private final SandboxMode sandbox;

  Mode(String title, String meaning, ApprovalMode approval, SandboxMode sandbox) {
    this.title = title;
    this.meaning = meaning;
    this.approval = approval;
    this.sandbox = sandbox;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }

  SettingsPatch patch() {
    return Commands.patch(null, null, approval, sandbox);
  }

  /** The one in force; empty when the settings are none of the three. */
  static Optional<Mode> of(Model model) {
    SessionSettings settings = model.session().place().settings();
    for (Mode mode : values()) {
      if (settings != null
          && settings.tools().approval() == mode.approval
          && settings.tools().sandbox() == mode.sandbox) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  /** The next one; full access is never the first step from something unknown. */
  static Mode after(Optional<Mode> now) {
    return now.map(mode -> values()[(mode.ordinal() + 1) % values().length]).orElse(READ_ONLY);
  }
}
