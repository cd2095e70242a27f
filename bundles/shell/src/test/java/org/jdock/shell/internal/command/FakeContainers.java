package org.jdock.shell.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.Containers;
import org.jdock.api.container.HostConfig;
import org.jdock.api.container.StreamSession;
import org.jdock.api.image.Images;
import org.jdock.api.image.Progress;

/**
 * One container, whose process prints what it reads and ends with the number in its command, or 130
 * at SIGINT. Image "missing" has to be pulled first; command "nowhere" is not there.
 */
public final class FakeContainers {
  final List<String> calls = new CopyOnWriteArrayList<>();
  ContainerConfig config;
  HostConfig hostConfig;
  private boolean pulled;
  private final CompletableFuture<OutputStream> terminal = new CompletableFuture<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  Containers containers() {
    return (Containers)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Containers.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "create" -> create((ContainerConfig) args[1], (HostConfig) args[2]);
                  case "start" -> start();
                  case "kill" -> {
                    calls.add("kill " + args[1]);
                    exit.complete(130);
                    yield null;
                  }
                  case "resize" -> {
                    resized(args[1] + "x" + args[2]);
                    yield null;
                  }
                  case "await" -> waiting();
                  case "attach" -> new Echo();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private void resized(String size) throws IOException {
    calls.add("resize " + size);
    OutputStream out = terminal.getNow(null);
    if (out != null) {
      out.write(("[" + size + "]").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      out.flush();
    }
  }

  Images images() {
    return (Images)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Images.class},
            (proxy, method, args) -> {
              if (!method.getName().equals("pull")) {
                throw new UnsupportedOperationException(method.getName());
              }
              ((Progress.Sink) args[4]).accept(Progress.part("abc", "Pull complete"));
              pulled = true;
              return null;
            });
  }

  private Containers.Created create(ContainerConfig wanted, HostConfig host) {
    if (wanted.image().equals("missing") && !pulled) {
      throw ProblemException.notFound("No such image: missing:latest");
    }
    config = wanted;
    hostConfig = host;
    return new Containers.Created("0123456789abcdef", List.of());
  }

  private Object start() {
    calls.add("start");
    if (config.cmd() != null && config.cmd().getFirst().equals("nowhere")) {
      throw ProblemException.invalid("exec: \"nowhere\": executable file not found in $PATH");
    }
    return null;
  }

  private Containers.Waiting waiting() {
    return new Containers.Waiting() {
      @Override
      public int await() throws InterruptedException {
        try {
          return exit.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public void close() {}
    };
  }

  private final class Echo implements StreamSession {
    @Override
    public boolean terminal() {
      return config.tty();
    }

    @Override
    public void run(InputStream stdin, OutputStream out, OutputStream err)
        throws IOException, InterruptedException {
      terminal.complete(out);
      out.write("out\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      err.write("err\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      out.flush();
      err.flush();
      if (stdin == null) {
        if (config.cmd().getFirst().equals("sleep")) {
          exit.join();
        }
      } else {
        int b;
        while ((b = stdin.read()) >= 0 && b != 'q') {
          out.write(
              config.tty()
                  ? ("<" + b + ">").getBytes(java.nio.charset.StandardCharsets.UTF_8)
                  : new byte[] {(byte) b});
          out.flush();
        }
      }
      String last = config.cmd().getLast();
      exit.complete(last.matches("\\d+") ? Integer.parseInt(last) : 0);
    }

    @Override
    public void close() {}
  }
}
