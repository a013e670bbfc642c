package io.codextemporal.activities.image;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.file.PlainFile;
import io.codextemporal.activities.file.ReadBounds;
import io.codextemporal.activities.file.SystemError;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.ImageFiles;
import io.codextemporal.config.Places;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/** {@code view_image}: shows the model an image of the machine. Thread-safe; one at a time. */
public final class ViewImageTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "view_image";

  private final Places places;
  private final Ceiling ceiling;
  private final ModelCatalogue models;
  private final Semaphore decoding = new Semaphore(1);

  public ViewImageTool(Places places, Ceiling ceiling, ModelCatalogue models) {
    this.places = places;
    this.ceiling = ceiling;
    this.models = models;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, BadArgumentsException {
    String named = ViewImageArguments.parse(run.call().arguments()).path();
    String model = run.model();
    if (model != null && !models.find(model).images()) {
      return failed("view_image is not allowed because you do not support image inputs");
    }
    String shown = named;
    decoding.acquire();
    try {
      Path path = Path.of(run.settings().cwd()).resolve(named);
      shown = path.toString();
      ReadBounds bounds = new ReadBounds(places, run.session(), run.settings().sandbox(), ceiling);
      Picture picture = Picture.of(read(bounds.check(path)));
      return new ToolOutcome.Completed(
          "", 0, true, null, 0, null, null, List.of(), List.of(picture.url()));
    } catch (PlainFile.NotPlainException e) {
      return failed("image path `" + shown + "` is not a file");
    } catch (ClosedByInterruptException e) {
      throw PlainFile.brokenOff(e);
    } catch (IOException e) {
      return failed("unable to locate image at `" + shown + "`: " + SystemError.of(e));
    } catch (InvalidPathException e) {
      return failed("unable to locate image at `" + shown + "`: it is no path");
    } catch (PictureException e) {
      return failed("unable to process image at `" + shown + "`: " + e.getMessage());
    } finally {
      decoding.release();
    }
  }

  private static byte[] read(Path real) throws IOException, PictureException {
    try (PlainFile file = PlainFile.open(real);
        InputStream in = file.stream()) {
      if (file.size() > ImageFiles.LARGEST) {
        throw new PictureException("it is larger than " + ImageFiles.LARGEST + " bytes");
      }
      return in.readNBytes(ImageFiles.LARGEST);
    }
  }

  private static ToolOutcome failed(String why) {
    return new ToolOutcome.Completed(why, 0, false, null, 0, null, null);
  }
}
