package io.codextemporal.tui.cli;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.Messages;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ct send}: a message into a live session; prints its receipt once it is durable. */
@Command(
    name = "send",
    description = {
      "Sends a message into a live session: into the running turn, or as a new one.",
      "Prints the receipt, the op's id, once the message is durable."
    },
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ID", description = "an id or a prefix of one")
  String id = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "TEXT",
      description = "the message, or -")
  List<String> text = new ArrayList<>();

  @Option(
      names = "--op",
      paramLabel = "OPID",
      description = "the op's id: sent again with the same one, it counts once")
  @Nullable String op;

  private final Surroundings around;

  SendCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (text.size() > 1) {
      throw new CliFailure(
          "ct send", "there are several texts", "Put the text into quotes.", ExitCode.USAGE);
    }
    String message = PromptText.read(text.stream().findFirst(), false, around.stdio(), "ct send");
    OpId receipt = op == null ? Ids.op() : receipt(op);
    SessionClient client = around.services().client();
    SessionId session = new Naming(client, around).session(Optional.of(id), false, false);
    String from = Who.as("send");
    Messages.ops(receipt, from, message, words -> new Op.Steer(receipt, from, words))
        .forEach(each -> client.send(session, each));
    around.stdio().out().println(receipt);
    return ExitCode.OK;
  }

  private static OpId receipt(String text) {
    if (text.isBlank() || text.length() > 200) {
      throw new CliFailure(
          "--op", "an op's id has 1 to 200 characters", "Give another.", ExitCode.USAGE);
    }
    return new OpId(text);
  }
}
