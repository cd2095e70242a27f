package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.Progress;
import org.jdock.http.internal.route.Response;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an operation as lines of JSON, as Docker's {@code jsonmessage} has them. The
 * first line begins the answer: what fails before it has a status of its own, what fails later can
 * only be told by a last line.
 */
final class ProgressLines implements Progress.Sink {
  private final Response response;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable OutputStream out;
  private @Nullable IOException broken;

  private ProgressLines(Response response) {
    this.response = response;
  }

  /** Something that reports its progress. */
  interface Operation {
    void run(Progress.Sink progress) throws IOException;
  }

  /** Runs the operation on this thread. It is interrupted when the client leaves. */
  static void run(Response response, Operation operation) throws IOException {
    var lines = new ProgressLines(response);
    try (var ends = Interruption.ofWork(response)) {
      operation.run(lines);
    } catch (ProblemException e) {
      lines.fail(e);
    }
    lines.end();
  }

  @Override
  public void accept(Progress step) {
    lock.lock();
    try {
      if (broken == null) {
        response.line(opened(), form(step));
      }
    } catch (IOException e) {
      // Told by end(), on the handler's thread; the operation hears of it by its interruption.
      broken = e;
    } finally {
      lock.unlock();
    }
  }

  private OutputStream opened() throws IOException {
    var open = out;
    if (open == null) {
      open = response.stream(Response.JSON);
      out = open;
    }
    return open;
  }

  private void fail(ProblemException e) throws IOException {
    lock.lock();
    try {
      if (out == null) {
        // As Docker: by a 401 the CLI would start a login of its own, and wait for a browser.
        throw e.problem() == Problem.UNAUTHORIZED
            ? new ProblemException(Problem.FAILED, e.getMessage(), e)
            : e;
      }
      if (broken == null) {
        var detail = new JsonObject();
        detail.addProperty("code", Problems.status(e.problem()));
        detail.addProperty("message", e.getMessage());
        var line = new JsonObject();
        line.add("errorDetail", detail);
        line.addProperty("error", e.getMessage());
        response.line(out, line);
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() throws IOException {
    lock.lock();
    try {
      if (broken != null) {
        throw broken;
      }
      opened().flush();
    } finally {
      lock.unlock();
    }
  }

  private static JsonObject form(Progress step) {
    var line = new JsonObject();
    if (step.stream() != null) {
      line.addProperty("stream", step.stream());
      return line;
    }
    line.addProperty("status", step.status());
    if (step.id() != null) {
      var detail = new JsonObject();
      if (step.current() > 0) {
        detail.addProperty("current", step.current());
      }
      if (step.total() > 0) {
        detail.addProperty("total", step.total());
      }
      line.add("progressDetail", detail);
      if (step.current() > 0 || step.total() > 0) {
        line.addProperty("progress", ProgressBar.of(step.current(), step.total()));
      }
      line.addProperty("id", step.id());
    }
    return line;
  }
}
