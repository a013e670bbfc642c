package io.codextemporal.config;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells gRPC where the private server listens: what the address file says now. gRPC asks again
 * whenever a connection breaks, so a channel follows a server that came back on another port. Calls
 * come one at a time, as gRPC promises.
 */
final class AddressFileResolver extends NameResolver {
  private final Path file;
  private @Nullable Listener2 listener;

  AddressFileResolver(Path file) {
    this.file = file;
  }

  @Override
  public String getServiceAuthority() {
    return ServerAddress.HOST;
  }

  @Override
  public void start(Listener2 listener) {
    this.listener = listener;
    refresh();
  }

  @Override
  public void refresh() {
    Listener2 told = listener;
    if (told == null) {
      return;
    }
    try {
      Optional<ServerAddress> now = ServerAddress.read(file);
      if (now.isPresent()) {
        EquivalentAddressGroup where =
            new EquivalentAddressGroup(new InetSocketAddress(ServerAddress.HOST, now.get().port()));
        told.onResult(
            ResolutionResult.newBuilder()
                .setAddressesOrError(io.grpc.StatusOr.fromValue(List.of(where)))
                .build());
      } else {
        told.onError(Status.UNAVAILABLE.withDescription("the private server is not running"));
      }
    } catch (UncheckedIOException e) {
      told.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e));
    }
  }

  @Override
  public void shutdown() {
    listener = null;
  }
}
