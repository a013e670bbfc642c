package io.codextemporal.tui.view;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SessionSettings;

/** What a session may do unasked, in two words. */
final class Permissions {
  static String words(SessionSettings settings) {
    ApprovalMode approval = settings.tools().approval();
    return switch (settings.tools().sandbox()) {
      case DANGER_FULL_ACCESS ->
          approval == ApprovalMode.NEVER ? "full access" : "full access, asks";
      case WORKSPACE_WRITE -> approval == ApprovalMode.NEVER ? "workspace, never asks" : "ask";
      case READ_ONLY -> approval == ApprovalMode.NEVER ? "read only, never asks" : "read only";
    };
  }

  private Permissions() {}
}
