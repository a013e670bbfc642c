package io.codextemporal.config;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes gRPC understand targets that name an address file: {@code ct-address-file:/path}. One per
 * process, registered with the first target asked for.
 */
final class AddressFileResolvers extends NameResolverProvider {
  private static final String SCHEME = "ct-address-file";

  static {
    NameResolverRegistry.getDefaultRegistry().register(new AddressFileResolvers());
  }

  private AddressFileResolvers() {}

  /** The target whose channel follows what {@code file} says. */
  static String target(Path file) {
    return SCHEME + ":" + file.toAbsolutePath().toUri().getRawPath();
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    return SCHEME.equals(target.getScheme())
        ? new AddressFileResolver(Path.of(target.getPath()))
        : null;
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  /** Below gRPC's own (5): a target without a scheme is a host. */
  @Override
  protected int priority() {
    return 1;
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return Set.of(InetSocketAddress.class);
  }
}
