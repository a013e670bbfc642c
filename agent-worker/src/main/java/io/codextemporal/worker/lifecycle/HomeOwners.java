package io.codextemporal.worker.lifecycle;

import io.codextemporal.activities.dispatch.Owners;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.protocol.MessageNames;

/** The workers of this home, as their files tell. */
public final class HomeOwners implements Owners {
  private final String own;
  private final WorkerFiles files;

  public HomeOwners(WorkerLink link) {
    this.own = MessageNames.ownQueue(link.machine(), link.workerId());
    this.files = new WorkerFiles(link.places());
  }

  @Override
  public String own() {
    return own;
  }

  @Override
  public boolean lives(String queue) {
    return files.living().stream().anyMatch(worker -> worker.queues().contains(queue));
  }
}
