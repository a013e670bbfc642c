package io.codextemporal.worker.e2e;

import io.codextemporal.activities.scripted.ScriptedModel;

/** All that screens need: a scripted model, a server, a home and a worker. */
final class ScreenWorld {
  final ScriptedModel model;
  final TestServer server;
  final TestHome home;
  final TestClient ct;
  final TestWorker worker;

  private ScreenWorld() throws Exception {
    model = ScriptedModel.start();
    server = TestServer.start();
    home = TestHome.on(server, model.baseUrl());
    ct = new TestClient(home);
    worker = TestWorker.start(home);
  }

  static ScreenWorld start() throws Exception {
    return new ScreenWorld();
  }

  /** A screen that stands. */
  TestScreen open(String... arguments) throws Exception {
    return TestScreen.open(home, ct, arguments).shows("/work");
  }

  void close() throws Exception {
    worker.close();
    server.close();
    model.close();
    home.close();
  }
}
