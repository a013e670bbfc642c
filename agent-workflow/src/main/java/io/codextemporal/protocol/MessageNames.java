package io.codextemporal.protocol;

/** Every name and limit that a client and a session must agree on. */
public final class MessageNames {
  /** Workflow type of a session. */
  public static final String WORKFLOW_TYPE = "AgentSession";

  /** The one signal: an {@link Op}. */
  public static final String SIGNAL_OP = "op";

  /** {@link EventQuery} → {@link EventPage}. */
  public static final String QUERY_EVENTS = "events";

  /** nothing → {@link SessionDetail}. */
  public static final String QUERY_SHOW = "show";

  /** nothing → what reopens the session; for runs that ended without a result. */
  public static final String QUERY_SNAPSHOT = "snapshot";

  /** For workers: pages of the conversation, to rebuild a lost store. */
  public static final String QUERY_CONVERSATION = "conversation";

  /** Memo key of the sealed {@link SessionSummary}. */
  public static final String MEMO_SUMMARY = "session";

  /** Keyword attribute: the {@link SessionState} in lower case. */
  public static final String ATTRIBUTE_STATUS = "CtStatus";

  /** Keyword attribute: a keyed digest of the folder (the path itself is sealed in the memo). */
  public static final String ATTRIBUTE_FOLDER = "CtFolder";

  /** Largest value that travels inline in any payload, bytes. */
  public static final int MAX_INLINE_BYTES = 200_000;

  /** Largest text a tool returns to the session, bytes. */
  public static final int MAX_TOOL_OUTPUT_BYTES = 64_000;

  /** Most images of one message. */
  public static final int MOST_IMAGES = 20;

  /** Most commands that one session has running in the background. */
  public static final int MAX_TERMINALS = 64;

  /** The task queue of a machine: sessions, model calls and tools of any worker on it. */
  public static String queue(String machine) {
    return "codex-temporal@" + machine;
  }

  /** The task queue of one worker process: what lives in it alone. */
  public static String ownQueue(String machine, String worker) {
    return queue(machine) + "#" + worker;
  }

  private MessageNames() {}
}
