package dev.evert.log.files;

import java.io.IOException;
import java.util.List;

/** One directory of files. */
public interface LogFiles {
  /** The directory, for messages. */
  String directory();

  /** Makes the directory, with its parents, if it is not there. */
  void createDirectory() throws IOException;

  /** The names of the files, in no particular order; empty if there is no directory. */
  List<String> list() throws IOException;

  /**
   * Opens a file for reading and writing, empty and new.
   *
   * @param secret whether only the owner may read it
   */
  LogFile create(String name, boolean secret) throws IOException;

  /** Opens a file for reading and writing. */
  LogFile openForWriting(String name) throws IOException;

  /** Opens a file for reading. */
  LogFile openForReading(String name) throws IOException;

  /** Renames a file, replacing one that has the new name. */
  void rename(String from, String to) throws IOException;

  /** Removes a file if it is there. */
  void delete(String name) throws IOException;

  /** Makes creations, renames and removals durable. */
  void forceDirectory() throws IOException;

  /**
   * Locks the directory against other processes and other logs of this one.
   *
   * @return releases the lock when closed
   * @throws DirectoryInUseException if it is locked
   */
  AutoCloseable lock() throws IOException;
}
