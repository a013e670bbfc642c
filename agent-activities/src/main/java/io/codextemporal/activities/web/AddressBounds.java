package io.codextemporal.activities.web;

import io.codextemporal.config.PrivateSites;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses pages may be read from: those of the internet at large, and what the user allowed
 * of their own networks. Pure.
 */
final class AddressBounds {
  /** What is not the internet at large: private, local, reserved, for documentation, translated. */
  private static final List<Range> SPECIAL =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          "::/96",
          "64:ff9b::/96",
          "64:ff9b:1::/48",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  /** Programs disagree on what numbers in other forms than the plain one mean. */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*\\.?", Pattern.CASE_INSENSITIVE);

  private static final Pattern PLAIN =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private final Set<String> hosts = new HashSet<>();
  private final List<Range> allowed = new ArrayList<>();

  AddressBounds(PrivateSites sites) {
    for (String entry : sites.allowed()) {
      if (entry.matches("[0-9.]+(/\\d+)?|[0-9a-f:.]*:[0-9a-f:.]*(/\\d+)?")) {
        allowed.add(Range.of(entry));
      } else {
        hosts.add(entry);
      }
    }
  }

  /**
   * @throws IOException when one of the addresses may not be read from: a host with two faces is
   *     not asked at all
   */
  void check(String host, List<InetAddress> addresses) throws IOException {
    if (hosts.contains(host.toLowerCase(Locale.ROOT))) {
      return;
    }
    if (NUMBERS.matcher(host).matches() && !PLAIN.matcher(host).matches()) {
      throw new IOException(
          host + " is not the public internet as far as one can tell; write the address plainly");
    }
    for (InetAddress address : addresses) {
      boolean special = SPECIAL.stream().anyMatch(range -> range.holds(address));
      if (special && allowed.stream().noneMatch(range -> range.holds(address))) {
        String at = address.getHostAddress();
        throw new IOException(
            (at.equals(host) ? host : host + " is at " + at + ", which")
                + " is not the public internet; allow it with allow_private in [tools.web_fetch] of"
                + " config.toml");
      }
    }
  }

  private static List<Range> ranges(String... texts) {
    return List.of(texts).stream().map(Range::of).toList();
  }

  /** Addresses that begin with the same bits. */
  private record Range(byte[] begin, int bits) {
    static Range of(String text) {
      String[] parts = text.split("/", 2);
      try {
        // No name, so nothing is looked up.
        byte[] begin = InetAddress.getByName(parts[0]).getAddress();
        int most = begin.length * 8;
        int bits = parts.length == 1 ? most : Math.clamp(Integer.parseInt(parts[1]), 0, most);
        return new Range(begin, bits);
      } catch (UnknownHostException | NumberFormatException e) {
        throw new IllegalArgumentException("`" + text + "` is no network", e);
      }
    }

    boolean holds(InetAddress address) {
      boolean known = address instanceof Inet4Address || address instanceof Inet6Address;
      byte[] bytes = address.getAddress();
      if (!known || bytes.length != begin.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (begin[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
