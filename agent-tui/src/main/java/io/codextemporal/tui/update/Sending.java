package io.codextemporal.tui.update;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Outgoing;
import io.codextemporal.tui.model.Self;
import io.codextemporal.tui.model.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** How what was typed leaves the screen, and comes back when it cannot. Pure. */
final class Sending {
  /** The draft as a message: into the running turn, or as a new one. */
  static Step message(Model model, String text) {
    boolean running = model.session().turn().isRunning();
    UserText said = said(model, text);
    return typed(
        model,
        text,
        running
            ? (id, from) -> new Op.Steer(id, from, said)
            : (id, from) -> new Op.UserTurn(id, from, said, null, null));
  }

  static Step queued(Model model, String text) {
    UserText said = said(model, text);
    return typed(model, text, (id, from) -> new Op.QueueAdd(id, from, said));
  }

  private static UserText said(Model model, String text) {
    return UserText.of(text).with(model.desk().composer().images());
  }

  static Step shell(Model model, String text) {
    String command = text.strip().substring(1).strip();
    return typed(model, text, (id, from) -> new Op.RunShell(id, from, command));
  }

  /** An op that carries nothing typed. */
  static Step op(Model model, BiFunction<OpId, String, Op> make) {
    Self self = model.self();
    Op op = make.apply(self.id(), self.from());
    return Step.of(model.with(self.advanced()), new Effect.Submit(op));
  }

  private static Step typed(Model model, String text, BiFunction<OpId, String, Op> make) {
    Self self = model.self();
    Op op = make.apply(self.id(), self.from());
    List<Outgoing> outgoing = new ArrayList<>(model.session().outgoing());
    outgoing.add(new Outgoing(op, text, false));
    Model sent =
        model
            .with(self.advanced())
            .with(model.session().withOutgoing(outgoing))
            .with(
                model
                    .desk()
                    .with(model.desk().composer().sent())
                    .with(model.desk().prompts().with(text)))
            .with(model.looking().at(null));
    return Step.of(
        sent,
        new Effect.Submit(op),
        new Effect.AppendHistory(text),
        new Effect.SaveDraft(unsaved(sent)));
  }

  /** The server holds it. */
  static Model kept(Model model, OpId op) {
    List<Outgoing> outgoing =
        model.session().outgoing().stream()
            .map(one -> one.op().id().equals(op) ? one.kept() : one)
            .toList();
    return model.with(model.session().withOutgoing(outgoing));
  }

  /** The session took it: it shows in the transcript or the queue from now on. */
  static Session taken(Session session, OpId op) {
    return session.withOutgoing(
        session.outgoing().stream().filter(one -> !one.op().id().equals(op)).toList());
  }

  /** It will not be taken: what was typed comes back. */
  static Model back(Model model, OpId op) {
    String text =
        model.session().outgoing().stream()
            .filter(one -> one.op().id().equals(op))
            .map(Outgoing::text)
            .collect(Collectors.joining());
    Model without = model.with(taken(model.session(), op));
    if (text.isEmpty()) {
      return without;
    }
    String draft = model.desk().composer().message();
    String joined = draft.isEmpty() ? text : text + "\n" + draft;
    // The composer still knows the images that the text names.
    return without.with(model.desk().with(model.desk().composer().replace(joined)));
  }

  /** What would be lost if the screen died now. */
  static String unsaved(Model model) {
    List<String> parts =
        new ArrayList<>(
            model.session().outgoing().stream()
                .filter(one -> !one.durable())
                .map(Outgoing::text)
                .toList());
    String draft = model.desk().composer().message();
    if (!draft.isEmpty()) {
      parts.add(draft);
    }
    List<UserImage> images = new ArrayList<>(model.desk().composer().images());
    model.session().outgoing().stream()
        .filter(one -> !one.durable())
        .forEach(one -> images.addAll(images(one.op())));
    return new DraftText(String.join("\n", parts), images).written();
  }

  private static List<UserImage> images(Op op) {
    return switch (op) {
      case Op.UserTurn turn -> turn.text().images();
      case Op.Steer steer -> steer.text().images();
      case Op.QueueAdd add -> add.text().images();
      default -> List.of();
    };
  }

  private Sending() {}
}
