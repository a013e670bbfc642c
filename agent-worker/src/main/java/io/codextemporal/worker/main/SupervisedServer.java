package io.codextemporal.worker.main;

import io.codextemporal.worker.lifecycle.PrivateServer;
import io.codextemporal.worker.server.ServerHealer;
import io.codextemporal.worker.server.ServerSupervisor;

/** The private server as a worker looks after it. */
record SupervisedServer(ServerSupervisor supervisor) implements PrivateServer {
  @Override
  public Watch watch() {
    ServerHealer healer = ServerHealer.watch(supervisor);
    return healer::close;
  }

  @Override
  public void end() throws InterruptedException {
    supervisor.retire();
  }
}
