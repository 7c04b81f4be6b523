package dev.evert.connectors.postgres.connect;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes the driver's sockets. The driver makes the factory by its class name and one string, by
 * which whoever connects finds the socket again.
 */
public final class TimedSocketFactory extends SocketFactory {
  private static final Map<String, TimedSocket> LATEST = new ConcurrentHashMap<>();

  private final String ticket;

  /** Called by the driver with the string that {@link #take} is given later. */
  public TimedSocketFactory(String ticket) {
    this.ticket = ticket;
  }

  /** The last socket that was made for this ticket, and forgets it. */
  static Optional<TimedSocket> take(String ticket) {
    return Optional.ofNullable(LATEST.remove(ticket));
  }

  @Override
  public Socket createSocket() {
    TimedSocket socket = new TimedSocket();
    LATEST.put(ticket, socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws UnknownHostException {
    throw new UnknownHostException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws UnknownHostException {
    throw new UnknownHostException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }
}
