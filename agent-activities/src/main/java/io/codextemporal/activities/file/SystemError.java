package io.codextemporal.activities.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What the system had against it, as system programs put it. */
public final class SystemError {
  public static final String NO_FILE = "No such file or directory (os error 2)";
  public static final String DENIED = "Permission denied (os error 13)";
  public static final String NOT_A_FOLDER = "Not a directory (os error 20)";
  public static final String IS_A_FOLDER = "Is a directory (os error 21)";
  public static final String NOT_TEXT = "stream did not contain valid UTF-8";

  public static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> NO_FILE;
      case AccessDeniedException denied -> DENIED;
      case NotDirectoryException file -> NOT_A_FOLDER;
      case FileSystemLoopException loop -> "Too many levels of symbolic links (os error 40)";
      case CharacterCodingException bytes -> NOT_TEXT;
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private SystemError() {}
}
