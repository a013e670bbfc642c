package io.codextemporal.worker.bench;

import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.SentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the session costs beside the model and the commands. */
public final class TurnsBench {
  private static final String FULL = "danger-full-access";

  public static void main(String[] args) throws Exception {
    try (Figures figures = new Figures();
        World world = World.open();
        BenchSession session = new BenchSession(world.home(), "hello")) {
      session.awaitEnd();
      for (int i = 0; i < 3; i++) {
        session.run("tools 10 sequential");
        session.run("plans 10 sequential");
      }
      figures.part("overhead", () -> overhead(figures, world, session));
      figures.part("client to client", () -> clientToClient(figures, session));
      figures.part("an empty workflow", () -> floor(figures, world));
      figures.part("ct exec", () -> exec(figures, world));
      figures.part("resume", () -> resume(figures, world));
    }
  }

  private static void overhead(Figures figures, World world, BenchSession session)
      throws Exception {
    List<Long> plans = new ArrayList<>();
    List<Long> shells = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      plans.addAll(gaps(world.model(), session, "plans 20 sequential"));
      shells.addAll(gaps(world.model(), session, "tools 20 sequential"));
    }
    figures
        .at("model answer's end → next model request, in-process tool", 25, sample(plans))
        .at("the same, shell command", 45, sample(shells));
  }

  /** From each answer's end to the request after it, in one turn. */
  static List<Long> gaps(ScriptedModel model, BenchSession session, String turn) throws Exception {
    int before = model.requests().size();
    session.run(turn);
    List<SentRequest> requests = model.requests();
    List<Long> gaps = new ArrayList<>();
    for (SentRequest request : requests.subList(before + 1, requests.size())) {
      Optional<Instant> answered = model.answeredAt(request.number() - 1);
      answered.ifPresent(end -> gaps.add(Duration.between(end, request.at()).toNanos()));
    }
    return gaps;
  }

  static Sample sample(List<Long> nanos) {
    return new Sample(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  private static void clientToClient(Figures figures, BenchSession session) throws Exception {
    figures
        .at("bare turn, client to client", 40, turn(session, 30, "hi"))
        .at("+ 1 shell call", 90, turn(session, 20, "tools 1 sequential"))
        .at("20 sequential shell calls", 1_100, turn(session, 4, "tools 20 sequential"))
        .at("8 parallel shell calls", 150, turn(session, 12, "tools 8 parallel"))
        .note("20 sequential in-process calls", turn(session, 4, "plans 20 sequential"));
  }

  private static Sample turn(BenchSession session, int rounds, String text) throws Exception {
    return Sample.of(
        1,
        rounds,
        () -> {
          session.run(text);
          return text;
        });
  }

  /** The same shapes without a session, a model or a command. */
  private static void floor(Figures figures, World world) throws Exception {
    try (EmptyWorkflow empty = new EmptyWorkflow(world.server().stubs())) {
      figures
          .note("an empty workflow, 1 activity", floor(empty, 30, 0, 0))
          .note("an empty workflow, 20 × 2 activities + 1", floor(empty, 4, 20, 1))
          .note("an empty workflow, 1 + 8 parallel + 1", floor(empty, 12, 1, 8));
    }
  }

  private static Sample floor(EmptyWorkflow empty, int rounds, int steps, int parallel)
      throws Exception {
    return Sample.of(
        3,
        rounds,
        () -> {
          empty.run(steps, parallel);
          return steps;
        });
  }

  private static void exec(Figures figures, World world) throws Exception {
    figures
        .at(
            "`ct exec \"tools 20 sequential\"`, whole process",
            1_700,
            Sample.of(1, 4, () -> world.ct("exec", "-s", FULL, "tools 20 sequential")))
        .at(
            "`ct exec \"hi\"`, warm server and worker",
            600,
            Sample.of(1, 8, () -> world.ct("exec", "hi")));
  }

  private static void resume(Figures figures, World world) throws Exception {
    try (BenchSession session = new BenchSession(world.home(), "hi")) {
      session.awaitEnd();
      for (int i = 1; i < 200; i++) {
        session.run("hi");
      }
      String id = session.id().value();
      figures.at(
          "resume of a 200-turn session and one turn, whole process",
          1_000,
          Sample.of(0, 5, () -> world.ct("exec", "resume", id, "hi")));
      world.killWorker();
      world.startWorker();
      world.awaitWorker();
      figures.at(
          "the same with a worker that was just started and never saw it",
          1_000,
          Sample.of(0, 1, () -> world.ct("exec", "resume", id, "hi")));
    }
  }

  private TurnsBench() {}
}
