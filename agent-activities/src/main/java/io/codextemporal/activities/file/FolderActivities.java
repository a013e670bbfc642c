package io.codextemporal.activities.file;

import io.codextemporal.activity.DiffReply;
import io.codextemporal.activity.DiffRequest;
import io.codextemporal.activity.FileActivities;
import io.codextemporal.activity.FilesReply;
import io.codextemporal.activity.FilesRequest;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.GitDiff;
import io.codextemporal.config.InertGit;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What people look at in a session's folder, within what its tools may read and what this worker
 * serves. Thread-safe.
 */
public final class FolderActivities implements FileActivities {
  private final WorkspaceFiles files;
  private final InertGit git;
  private final Places places;
  private final Ceiling ceiling;

  /**
   * @param own this process's environment
   */
  public FolderActivities(
      WorkspaceFiles files, Places places, Ceiling ceiling, Map<String, String> own) {
    this.files = files;
    this.git = new InertGit(own);
    this.places = places;
    this.ceiling = ceiling;
  }

  @Override
  public FilesReply list(FilesRequest request) {
    Optional<String> objection = objection(request.session(), request.settings());
    if (objection.isPresent()) {
      throw ApplicationFailure.newNonRetryableFailure(objection.get(), "Refused");
    }
    return files.list(request.settings().cwd(), request.query(), request.limit());
  }

  @Override
  public DiffReply diff(DiffRequest request) {
    ToolSettings settings = request.settings();
    Optional<String> objection = objection(request.session(), settings);
    if (objection.isPresent()) {
      return DiffReply.none(objection.get());
    }
    ReadBounds bounds = new ReadBounds(places, request.session(), settings.sandbox());
    GitDiff.Shown shown = new GitDiff(git, bounds::permit).of(Path.of(settings.cwd()));
    return new DiffReply(shown.diff(), shown.cut(), shown.problem());
  }

  /** Why the folder is not looked at; empty when it is. */
  private Optional<String> objection(SessionId session, ToolSettings settings) {
    try {
      Path folder = RealPath.of(Path.of(settings.cwd()));
      return new ReadBounds(places, session, settings.sandbox()).permit(folder)
          ? ceiling.objection(settings)
          : Optional.of(folder + " is hidden from tools");
    } catch (InvalidPathException e) {
      return Optional.of("the folder's name makes no sense");
    } catch (java.io.IOException e) {
      return Optional.of(settings.cwd() + ": " + SystemError.of(e));
    }
  }
}
