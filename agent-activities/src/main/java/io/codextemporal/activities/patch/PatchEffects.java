package io.codextemporal.activities.patch;

import io.codextemporal.activities.file.OpenFolder;
import io.codextemporal.activities.file.RealPath;
import io.codextemporal.activities.file.SystemError;
import io.codextemporal.activities.journal.CallFolder;
import io.codextemporal.activities.journal.CrashPoints;
import io.codextemporal.config.HeldLock;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.FileChange;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies patches, each wholly or not at all, and once for a call.
 *
 * <p>New contents are on the disk beside the targets before the first target changes; each changes
 * by a rename. What is about to happen is noted in the journal: a worker that dies leaves a patch
 * that the next one finishes or takes back. In one worker, patches go one after another.
 * Thread-safe; never leaves half a patch when its thread is interrupted.
 */
public final class PatchEffects {
  private static final Logger LOG = LoggerFactory.getLogger(PatchEffects.class);
  private static final String NOTES = "patch";
  private static final long STEP_MILLIS = 10;

  private final Path journal;
  private final ReentrantLock one = new ReentrantLock();

  /**
   * @param journal the folder of this machine's journal
   */
  public PatchEffects(Path journal) {
    this.journal = journal;
  }

  /**
   * What was applied.
   *
   * @param judgement why it was let through; null where nobody judged it
   */
  public record Applied(String output, @Nullable Judgement judgement, List<FileChange> changes) {
    public Applied {
      changes = List.copyOf(changes);
    }
  }

  /**
   * What came of an earlier attempt of the call; one that was broken off is taken back, unless it
   * had reached its end.
   */
  public Optional<Applied> earlier(SessionId session, CallId call, String digest)
      throws IOException, InterruptedException {
    PatchNotes notes = notes(session, call);
    if (!Files.isDirectory(notes.folder())) {
      return Optional.empty();
    }
    try (HeldLock _ = lock(notes)) {
      settle(notes);
      return notes
          .done()
          .filter(done -> done.digest().equals(digest))
          .map(done -> new Applied(done.output(), done.judgement(), done.changes()));
    }
  }

  /** Applies the plan; when this throws, nothing of it is left. */
  public Applied apply(
      SessionId session,
      CallId call,
      String digest,
      PatchPlan plan,
      String output,
      @Nullable Judgement judgement)
      throws IOException, PatchException, InterruptedException {
    PatchNotes notes = notes(session, call);
    Files.createDirectories(notes.folder());
    one.lockInterruptibly();
    try (HeldLock _ = lock(notes)) {
      settle(notes);
      return uninterrupted(() -> apply(notes, noted(digest, plan, output, judgement), plan));
    } finally {
      one.unlock();
    }
  }

  private Applied apply(PatchNotes notes, NotedPatch noted, PatchPlan plan)
      throws IOException, PatchException {
    notes.begin(noted);
    try {
      stage(noted, plan);
      commit(noted, plan);
    } catch (IOException | PatchException | RuntimeException e) {
      new PatchUndo(noted).rollBack();
      notes.forget();
      throw e;
    }
    notes.end();
    new PatchUndo(noted).sweep();
    return new Applied(noted.output(), noted.judgement(), noted.changes());
  }

  /** Brings a patch that was broken off to an end, whoever asked for it. */
  public void settle(SessionId session, CallId call) throws IOException, InterruptedException {
    PatchNotes notes = notes(session, call);
    if (Files.isDirectory(notes.folder())) {
      try (HeldLock _ = lock(notes)) {
        settle(notes);
      }
    }
  }

  /** Brings every patch to an end that no living worker is at. */
  public void settleAll() throws IOException {
    if (!Files.isDirectory(journal)) {
      return;
    }
    try (DirectoryStream<Path> sessions = Files.newDirectoryStream(journal, Files::isDirectory)) {
      for (Path session : sessions) {
        try (DirectoryStream<Path> calls = Files.newDirectoryStream(session, "*." + NOTES)) {
          for (Path folder : calls) {
            settleIfFree(new PatchNotes(folder));
          }
        }
      }
    }
  }

  private static void settleIfFree(PatchNotes notes) throws IOException {
    if (Files.exists(notes.folder().resolve("plan"))) {
      Optional<HeldLock> lock = HeldLock.tryTake(notes.lock());
      if (lock.isPresent()) {
        try (HeldLock _ = lock.get()) {
          settle(notes);
        }
      }
    }
  }

  private static void settle(PatchNotes notes) throws IOException {
    NotedPatch left = notes.plan().orElse(null);
    if (left == null) {
      return;
    }
    PatchUndo undo = new PatchUndo(left);
    if (undo.finished()) {
      notes.end();
      LOG.info("A patch that was broken off after its last file is done");
    } else {
      undo.rollBack();
      notes.forget();
      LOG.info("A patch that was broken off has been taken back");
    }
  }

  private static void stage(NotedPatch noted, PatchPlan plan) throws PatchException {
    for (int i = 0; i < plan.steps().size(); i++) {
      FileStep step = plan.steps().get(i);
      byte[] fresh = step.fresh;
      if (fresh == null) {
        continue;
      }
      try {
        OpenFolder.make(step.base, step.folder());
      } catch (IOException e) {
        throw new PatchException(
            "Failed to create parent directories for " + step.shown + ": " + SystemError.of(e));
      }
      try (OpenFolder folder = OpenFolder.open(step.base, step.folder())) {
        folder.create(noted.fresh(i), fresh, step.permissions);
        byte[] old = step.old;
        if (old != null && plan.steps().size() > 1) {
          folder.create(noted.old(i), old, folder.permissions(noted.steps().get(i).name()));
        }
      } catch (IOException e) {
        throw new PatchException("Failed to write file " + step.shown + ": " + SystemError.of(e));
      }
    }
  }

  private static void commit(NotedPatch noted, PatchPlan plan) throws IOException, PatchException {
    for (NotedPatch.Step step : noted.steps()) {
      try (OpenFolder folder = OpenFolder.open(Path.of(step.base()), step.folder())) {
        if (!FileState.of(folder, step.name()).equals(step.before())) {
          throw new PatchException(
              step.path() + " was changed by something else meanwhile; read it again");
        }
      }
    }
    for (int i = 0; i < noted.steps().size(); i++) {
      NotedPatch.Step step = noted.steps().get(i);
      try (OpenFolder folder = OpenFolder.open(Path.of(step.base()), step.folder())) {
        if (plan.steps().get(i).fresh == null) {
          folder.rename(step.name(), noted.old(i));
        } else {
          folder.rename(noted.fresh(i), step.name());
        }
      }
      CrashPoints.pass("K11");
    }
  }

  private static NotedPatch noted(
      String digest, PatchPlan plan, String output, @Nullable Judgement judgement) {
    List<NotedPatch.Step> steps = new ArrayList<>();
    Map<Path, NotedPatch.Folder> folders = new LinkedHashMap<>();
    for (FileStep step : plan.steps()) {
      steps.add(
          new NotedPatch.Step(
              step.real.toString(), step.base.toString(), step.before, step.after()));
      Path at = RealPath.standing(step.folder());
      if (step.fresh != null && !at.equals(step.folder())) {
        for (Path name : at.relativize(step.folder())) {
          at = at.resolve(name);
          folders.putIfAbsent(at, new NotedPatch.Folder(at.toString(), step.base.toString()));
        }
      }
    }
    String id = UUID.randomUUID().toString().substring(0, 8);
    return new NotedPatch(
        id, digest, output, judgement, plan.shown(), steps, List.copyOf(folders.values()));
  }

  private PatchNotes notes(SessionId session, CallId call) {
    return new PatchNotes(CallFolder.of(journal, session, call, NOTES));
  }

  private static HeldLock lock(PatchNotes notes) throws InterruptedException {
    while (true) {
      Optional<HeldLock> lock = HeldLock.tryTake(notes.lock());
      if (lock.isPresent()) {
        return lock.get();
      }
      Thread.sleep(STEP_MILLIS);
    }
  }

  /** An interrupt closes channels in the middle of a write: it waits until the work is done. */
  private static Applied uninterrupted(Work work) throws IOException, PatchException {
    FutureTask<Applied> task = new FutureTask<>(work::run);
    Thread.ofVirtual().name("patch").start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      switch (cause) {
        case IOException io -> throw io;
        case PatchException patch -> throw patch;
        case null, default ->
            throw new IllegalStateException("a patch failed in an odd way", cause);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Work {
    Applied run() throws IOException, PatchException;
  }
}
