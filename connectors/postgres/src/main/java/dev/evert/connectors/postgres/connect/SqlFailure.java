package dev.evert.connectors.postgres.connect;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says in Evert's terms what went wrong in the driver or the server. */
public final class SqlFailure {
  private static final String INTERNAL_ERROR = "XX000";

  private SqlFailure() {}

  /**
   * A failure of a statement.
   *
   * @param attempt what was tried and where, e.g. {@code reading public.orders at db:5432/shop}
   */
  public static EvertException of(SQLException failure, String attempt) {
    return of(failure, code(failure), attempt);
  }

  private static EvertException of(SQLException failure, ErrorCode code, String attempt) {
    // The code's SQLSTATE is told anyway.
    String reason = reason(failure).replace(" (SQLSTATE " + code.sqlState() + ")", "");
    return new EvertException(code, attempt + ": " + reason, remedy(failure), failure);
  }

  /**
   * A failure of a stream: of the driver, or of the socket itself. A defect of the server ends its
   * process for this stream; the next one may do better.
   */
  public static EvertException ofStream(Exception failure, String attempt) {
    if (failure instanceof SQLException sql) {
      return state(sql).equals(INTERNAL_ERROR)
          ? of(sql, ErrorCode.STORE_ERRED, attempt)
          : of(sql, attempt);
    }
    return new EvertException(
        ErrorCode.CONNECTION_LOST, attempt + ": " + failure.getMessage(), null, failure);
  }

  /** A failure while connecting. */
  static EvertException whileConnecting(SQLException failure, ConnectionSettings settings) {
    String attempt = "connecting to PostgreSQL at " + settings;
    if (causedBy(failure, SSLException.class, CertificateException.class) || refusesTls(failure)) {
      return new EvertException(
          ErrorCode.TLS_FAILED, attempt + ": " + reason(failure), null, failure);
    }
    if (causedBy(failure, IOException.class)) {
      return new EvertException(
          ErrorCode.UNREACHABLE, attempt + ": " + reason(failure), null, failure);
    }
    return of(failure, attempt);
  }

  private static boolean refusesTls(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    boolean early = state(failure).equals("08004") || state(failure).equals("08006");
    return early && (message.contains("SSL") || message.contains("hostname"));
  }

  /** Whether the server wants a password and got none, or a wrong one. */
  static boolean wantsPassword(SQLException failure) {
    return state(failure).equals("28P01")
        || (state(failure).equals("08004")
            && String.valueOf(failure.getMessage()).contains("pass"));
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  private static ErrorCode code(SQLException failure) {
    String state = state(failure);
    return switch (state) {
      case "28P01" -> ErrorCode.WRONG_PASSWORD;
      case "28000", "42501", "25006" -> ErrorCode.NOT_PERMITTED;
      case "3D000" -> ErrorCode.NO_SUCH_DATABASE;
      case "42P01" -> ErrorCode.NO_SUCH_TABLE;
      case "53400" -> ErrorCode.NO_SLOT_LEFT;
      case "55006" -> ErrorCode.SLOT_IN_USE;
      case "08001", "57P03" -> ErrorCode.UNREACHABLE;
      case "57P01", "57P02", "57P05" -> ErrorCode.CONNECTION_LOST;
      case "08004" -> wantsPassword(failure) ? ErrorCode.WRONG_PASSWORD : ErrorCode.CONNECTION_LOST;
      case "40001", "40P01", "55P03", "57014", "25P03", "25P04" -> ErrorCode.STORE_BUSY;
      default -> codeOfClass(state);
    };
  }

  private static ErrorCode codeOfClass(String state) {
    if (state.startsWith("08")) {
      return ErrorCode.CONNECTION_LOST;
    }
    return state.startsWith("53") ? ErrorCode.STORE_BUSY : ErrorCode.STORE_FAILED;
  }

  private static @Nullable String remedy(SQLException failure) {
    return switch (state(failure)) {
      case "28000" -> "Check the user's name, and that pg_hba.conf lets the user in from here.";
      case "25006" -> "Connect to the primary server: this one is read-only.";
      default -> null;
    };
  }

  /** The server's own words, or the driver's, or those of the network. */
  public static String reason(SQLException failure) {
    if (failure instanceof PSQLException postgres) {
      ServerErrorMessage server = postgres.getServerErrorMessage();
      if (server != null) {
        return server.getMessage() + " (SQLSTATE " + server.getSQLState() + ")";
      }
    }
    return failure.getCause() instanceof IOException network
        ? reason(network)
        : String.valueOf(failure.getMessage());
  }

  private static String reason(IOException network) {
    String message = network.getMessage();
    return switch (network) {
      case UnknownHostException _ -> "no host has the name " + message;
      case SocketTimeoutException _ -> "no answer in time";
      case ConnectException _ when "Connection refused".equals(message) ->
          "nothing answers there (connection refused)";
      default -> network.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    };
  }

  @SafeVarargs
  private static boolean causedBy(Throwable failure, Class<? extends Throwable>... kinds) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      for (Class<? extends Throwable> kind : kinds) {
        if (kind.isInstance(cause)) {
          return true;
        }
      }
    }
    return false;
  }
}
