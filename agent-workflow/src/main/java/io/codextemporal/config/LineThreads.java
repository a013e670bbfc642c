package io.codextemporal.config;

import io.grpc.ManagedChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread behind all lines to Temporal of a process that is soon over. Thread-safe.
 *
 * <p>A JVM that ends waits 300 ms for any thread that stands in native code, as one that waits for
 * the network does: a short command calls {@link #end} before it leaves.
 */
public final class LineThreads {
  private static final int END_MILLIS = 100;

  private static @Nullable EventLoopGroup group;

  /** Lets a channel that is being built use the thread. */
  static synchronized void give(ManagedChannelBuilder<?> channel) {
    if (group == null) {
      group = new NioEventLoopGroup(1, new DefaultThreadFactory("temporal line", true));
    }
    if (channel instanceof NettyChannelBuilder netty) {
      netty.eventLoopGroup(group).channelType(NioSocketChannel.class);
    }
  }

  /** Breaks every line; returns when the thread is gone, or will not go. */
  public static synchronized void end() {
    if (group != null) {
      group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly(END_MILLIS);
      group = null;
    }
  }

  private LineThreads() {}
}
