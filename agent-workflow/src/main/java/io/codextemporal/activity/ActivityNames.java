package io.codextemporal.activity;

/** Names of the activity types, as they stand in histories. */
public final class ActivityNames {
  public static final String OPEN_CONTEXT = "context.open";
  public static final String CALL_MODEL = "model.call";
  public static final String RUN_TOOL = "tool.run";
  public static final String LIST_FILES = "files.list";
  public static final String SHOW_DIFF = "files.diff";
  public static final String LOAD_PAGE = "conversation.page";

  public static final String WATCH_TERMINAL = "terminal.watch";
  public static final String FREE_PLACE = "place.free";

  private ActivityNames() {}
}
