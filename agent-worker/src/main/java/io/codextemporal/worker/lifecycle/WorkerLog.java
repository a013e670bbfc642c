package io.codextemporal.worker.lifecycle;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a process of this module logs to: a file that is turned over at 10 MB, or nowhere. */
public final class WorkerLog {
  private static final String FILE_SIZE = "10MB";
  private static final int OLD_FILES = 2;

  /** Lines go to {@code file}, and to stderr too where that is somebody's log. */
  public static void to(Path file, boolean stderrToo) {
    LoggerContext context = reset();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(rolling(context, file));
    if (stderrToo) {
      ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
      console.setTarget("System.err");
      root.addAppender(started(context, console));
    }
    // One line a server restart would otherwise be fifteen stack traces.
    context.getLogger("io.temporal.internal.worker.BasePoller").setLevel(Level.ERROR);
    context.getLogger("io.temporal").setLevel(Level.WARN);
    context.getLogger("io.grpc").setLevel(Level.WARN);
  }

  /** For commands that print: nothing of a library's may stand between their lines. */
  public static void off() {
    reset().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
  }

  /** Writes what is still held back; called before the process halts. */
  public static void flush() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static LoggerContext reset() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    return context;
  }

  private static Appender<ILoggingEvent> rolling(LoggerContext context, Path file) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(file + ".%i");
    policy.setMinIndex(1);
    policy.setMaxIndex(OLD_FILES);
    policy.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
    trigger.start();
    appender.setRollingPolicy(policy);
    appender.setTriggeringPolicy(trigger);
    return started(context, appender);
  }

  private static Appender<ILoggingEvent> started(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
    LogLines lines = new LogLines();
    lines.setContext(context);
    lines.start();
    appender.setContext(context);
    appender.setEncoder(lines);
    appender.start();
    return appender;
  }

  private WorkerLog() {}
}
