package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes as text and back, hashes, and lists of texts joined. */
public final class Codings {
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\n'});

  private Codings() {}

  /** The MD5 hash in hexadecimal digits. */
  public static Slice md5(Slice bytes) {
    return Slice.of(HexFormat.of().formatHex(hash("MD5", bytes)));
  }

  /** The SHA-256 hash. */
  public static Slice sha256(Slice bytes) {
    return Slice.of(hash("SHA-256", bytes));
  }

  /** The SHA-512 hash. */
  public static Slice sha512(Slice bytes) {
    return Slice.of(hash("SHA-512", bytes));
  }

  static byte[] hash(String algorithm, Slice bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(bytes.bytes(), bytes.from(), bytes.size());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In hexadecimal digits, without zeros before them; negative numbers as unsigned. */
  public static Slice toHex(int value) {
    return Slice.of(Integer.toHexString(value));
  }

  /** In hexadecimal digits, without zeros before them; negative numbers as unsigned. */
  public static Slice toHex(long value) {
    return Slice.of(Long.toHexString(value));
  }

  /** Bytes as text in the format hex, base64 or escape. */
  public static Slice encode(Slice bytes, Slice format) {
    return switch (format.toString().toLowerCase(Locale.ROOT)) {
      case "hex" -> Slice.of(HexFormat.of().formatHex(bytes.toBytes()));
      case "base64" -> Slice.of(BASE64.encode(bytes.toBytes()));
      case "escape" -> EscapeCoding.encode(bytes);
      default -> throw TextLimit.invalid("unrecognized encoding: \"" + format + "\"");
    };
  }

  /** The bytes of a text in the format hex, base64 or escape. */
  public static Slice decode(Slice text, Slice format) {
    String compact = text.toString().replaceAll("[ \\n\\t\\r]", "");
    try {
      return switch (format.toString().toLowerCase(Locale.ROOT)) {
        case "hex" -> Slice.of(HexFormat.of().parseHex(compact));
        case "base64" -> Slice.of(fromBase64(compact));
        case "escape" -> EscapeCoding.decode(text);
        default -> throw TextLimit.invalid("unrecognized encoding: \"" + format + "\"");
      };
    } catch (IllegalArgumentException e) {
      throw TextLimit.invalid("invalid " + format + " data: " + e.getMessage());
    }
  }

  private static byte[] fromBase64(String compact) {
    if (compact.length() % 4 != 0) {
      throw TextLimit.invalid("invalid base64 end sequence");
    }
    return Base64.getDecoder().decode(compact);
  }

  /** The bytes of a text in an encoding; only UTF8. */
  public static Slice convertTo(Slice text, Slice encoding) {
    requireUtf8(encoding);
    return text;
  }

  /** The text that bytes are in an encoding; only UTF8. */
  public static Slice convertFrom(Slice bytes, Slice encoding) {
    requireUtf8(encoding);
    byte[] utf8 = bytes.toBytes();
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException _) {
      throw notText();
    }
    for (byte each : utf8) {
      if (each == 0) {
        throw notText();
      }
    }
    return bytes;
  }

  private static EvertException notText() {
    return new EvertException(
        ErrorCode.INVALID_TEXT, "invalid byte sequence for encoding \"UTF8\"");
  }

  private static void requireUtf8(Slice encoding) {
    String name = encoding.toString().toLowerCase(Locale.ROOT);
    if (!name.equals("utf8") && !name.equals("utf-8")) {
      throw TextLimit.invalid("the only encoding is UTF8, not \"" + encoding + "\"");
    }
  }

  /**
   * The texts of an array with a separator between them; nulls are left out. Without a separator
   * null, but the texts are computed, and may fail.
   */
  public static @Nullable Slice join(@Nullable Slice separator, Slice texts) {
    if (separator == null) {
      return null;
    }
    RowReader reader = new RowReader().set(texts.bytes(), texts.from(), texts.to());
    ByteOutput out = new ByteOutput(texts.size());
    reader.beginArray();
    boolean first = true;
    while (!reader.atArrayEnd()) {
      if (!reader.isPresent()) {
        reader.skip(Type.Text.ANY);
        continue;
      }
      if (!first) {
        out.put(separator);
      }
      first = false;
      out.put(Slice.of(reader.readText().getBytes(StandardCharsets.UTF_8)));
    }
    return out.toSlice();
  }
}
