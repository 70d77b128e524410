package org.kalanjiyam.ocr.server.ocr.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Timeout(20)
class OwnThreadTest {
  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void theRequestsThreadGoesBackWhileAVirtualOneWrites() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<Thread> writer = new CompletableFuture<>();

    answer(
        () -> {
          writer.complete(Thread.currentThread());
          mayEnd.await();
        });

    Thread thread = writer.get(10, TimeUnit.SECONDS);
    assertThat(thread.isVirtual()).isTrue();
    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.getStackTrace()).extracting(Object::toString).noneMatch(this::isFilter);
    assertThat(request.isAsyncStarted()).isTrue();
    assertThat(context().getTimeout()).as("no time after which it is cut off").isZero();
    assertThat(ended.getCount()).isOne();

    mayEnd.countDown();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Frames of what a request comes through; the first is this test itself. */
  private boolean isFilter(String frame) {
    return frame.contains("Filter") || frame.contains("theRequestsThreadGoesBack(");
  }

  @ParameterizedTest
  @ValueSource(classes = {IOException.class, InterruptedException.class, RuntimeException.class})
  void anAnswerThatFailsEndsToo(Class<? extends Exception> failure) throws Exception {
    Exception thrown = failure.getConstructor().newInstance();
    answer(
        () -> {
          switch (thrown) {
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError(thrown);
          }
        });
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneWhoseConnectionIsGoneEndsQuietly() throws Exception {
    CompletableFuture<Thread> writer = new CompletableFuture<>();
    CompletableFuture<Throwable> loud = new CompletableFuture<>();
    answer(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> loud.complete(e));
          context().addListener(new AtEnd(OwnThreadTest::isOver));
          writer.complete(Thread.currentThread());
        });
    Thread thread = writer.get(10, TimeUnit.SECONDS);
    await().atMost(10, TimeUnit.SECONDS).until(() -> !thread.isAlive());
    assertThat(loud).isNotDone();
  }

  private MockAsyncContext context() {
    return (MockAsyncContext) request.getAsyncContext();
  }

  private void answer(OwnThread.Writer writer) {
    request.setAsyncSupported(true);
    CountDownLatch listened = new CountDownLatch(1);
    OwnThread.answer(
        request,
        response,
        () -> {
          listened.await();
          writer.write();
        });
    context().addListener(new AtEnd(ended::countDown));
    listened.countDown();
  }

  /** Hears that the answer is over. */
  private record AtEnd(Runnable does) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      does.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  private static void isOver() {
    throw new IllegalStateException("as the container says of an answer that is over");
  }
}
