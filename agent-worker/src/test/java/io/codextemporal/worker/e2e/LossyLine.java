package io.codextemporal.worker.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A line to a server that can lose what the server says while it still carries what clients say: so
 * an acknowledgement gets lost. Ends its connections when closed. Thread-safe.
 */
final class LossyLine implements AutoCloseable {
  private final ServerSocket entrance;
  private final int port;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private volatile boolean losing;

  private LossyLine(int port) throws IOException {
    this.port = port;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** To {@code HOST:PORT} on loopback. */
  static LossyLine to(String address) throws IOException {
    LossyLine line = new LossyLine(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    Thread.ofVirtual().start(line::accept);
    return line;
  }

  String address() {
    return "127.0.0.1:" + entrance.getLocalPort();
  }

  /** From now on no answer gets through. */
  void lose() {
    losing = true;
  }

  /** Breaks the connections; new ones carry everything again. */
  void mend() throws IOException {
    List<Socket> broken = List.copyOf(ends);
    losing = false;
    for (Socket end : broken) {
      end.close();
    }
    ends.removeAll(broken);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        ends.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> carry(client, server, false));
        Thread.ofVirtual().start(() -> carry(server, client, true));
      }
    } catch (IOException e) {
      // The line was closed.
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    boolean lost = false;
    byte[] buffer = new byte[16_384];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        // What was lost once cannot be gone on from: this connection stays mute to its end.
        lost |= answers && losing;
        if (!lost) {
          out.write(buffer, 0, count);
          out.flush();
        }
      }
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
      mend();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
