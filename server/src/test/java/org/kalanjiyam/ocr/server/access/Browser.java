package org.kalanjiyam.ocr.server.access;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, sends forms with the token of their page. */
public final class Browser {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*? value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String server;

  public Browser(String server) {
    this.server = server;
  }

  /** Opens a page; redirects are answers. */
  public HttpResponse<String> open(String path) {
    return send(request(path).GET().build());
  }

  /** Sends a form found on a page. */
  public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
    return post(action, fields, formToken(page));
  }

  /** The CSRF token of a page's form. */
  public String formToken(String page) {
    Matcher found = TOKEN.matcher(open(page).body());
    if (!found.find()) {
      throw new AssertionError("There is no form on " + page);
    }
    return found.group(1);
  }

  /** Sends a form that no page of this server made. */
  public HttpResponse<String> forge(String action, Map<String, String> fields) {
    return post(action, fields, "");
  }

  /** Signs in by name and password. */
  public HttpResponse<String> signIn(String name, String password) {
    return submit("/sign-in", "/sign-in", Map.of("username", name, "password", password));
  }

  /** Any request, with this browser's cookies. */
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A request as a browser makes it. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server).resolve(path))
        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  }

  /** The cookie of this name, or empty text. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private HttpResponse<String> post(String action, Map<String, String> fields, String token) {
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&", "", token.isEmpty() ? "" : "&_csrf=" + token));
    return send(
        request(action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
