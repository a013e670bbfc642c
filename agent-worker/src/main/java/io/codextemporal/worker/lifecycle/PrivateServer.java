package io.codextemporal.worker.lifecycle;

/** What a worker does for the private server of its home; nothing where a server is configured. */
public interface PrivateServer {
  /** Watches it, and replaces it when it is dead or answers only errors, until closed. */
  Watch watch();

  /** Ends it: nothing works, waits or sleeps in this home. */
  void end() throws InterruptedException;

  /** A watch that can be ended. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** For a configured server, which is others' to look after. */
  static PrivateServer none() {
    return new PrivateServer() {
      @Override
      public Watch watch() {
        return () -> {};
      }

      @Override
      public void end() {}
    };
  }
}
