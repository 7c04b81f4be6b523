package dev.evert.connectors.postgres.connect;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server's address. */
public record Host(String name, int port) {
  /** PostgreSQL's usual port. */
  public static final int USUAL_PORT = 5432;

  /** Reads {@code host:port,host:port}; ports may be left out. */
  static List<Host> ofAuthority(String authority, int otherwise) {
    List<Host> hosts = new ArrayList<>();
    for (String address : authority.split(",", -1)) {
      int colon = address.indexOf(':', address.lastIndexOf(']') + 1);
      String name = colon < 0 ? address : address.substring(0, colon);
      int port = colon < 0 ? otherwise : port(address.substring(colon + 1));
      hosts.add(new Host(unbracketed(name), port));
    }
    return hosts;
  }

  /** Pairs {@code host,host} with {@code port,port}, or with one port for all. */
  static List<Host> ofLists(String names, Optional<String> ports) {
    String[] numbers = ports.orElse("").split(",", -1);
    String[] hosts = names.split(",", -1);
    if (numbers.length != 1 && numbers.length != hosts.length) {
      throw new EvertException(
          ErrorCode.BAD_URI, hosts.length + " hosts, but " + numbers.length + " ports");
    }
    List<Host> all = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      String number = numbers[numbers.length == 1 ? 0 : i];
      all.add(new Host(unbracketed(hosts[i]), number.isEmpty() ? USUAL_PORT : port(number)));
    }
    return all;
  }

  private static String unbracketed(String name) {
    if (name.startsWith("/") || name.startsWith("@")) {
      throw new EvertException(
          ErrorCode.BAD_URI,
          "host '" + name + "' is a Unix-domain socket, which Evert can not connect to",
          "Name a host that PostgreSQL listens on (listen_addresses).");
    }
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    String bare = bracketed ? name.substring(1, name.length() - 1) : name;
    return bare.isEmpty() ? "localhost" : bare;
  }

  static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // reported below, with the text
    }
    throw new EvertException(
        ErrorCode.BAD_URI, "port: wanted a number from 1 to 65535, got '" + text + "'");
  }

  @Override
  public String toString() {
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }
}
