package dev.parley.gateway.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The latency dashboard, as a visitor uses it. */
final class DashboardPage implements AutoCloseable {
  final Page page;
  private final BrowserContext visitor;
  private final List<String> complaints = new ArrayList<>();
  private final List<URI> requests = new ArrayList<>();

  DashboardPage(BrowserContext visitor, URI address) {
    this.visitor = visitor;
    this.page = visitor.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (request.url().startsWith("http")) {
            requests.add(URI.create(request.url()));
          }
        });
    page.navigate(address.toString());
  }

  Locator section(String id) {
    return page.locator("#" + id);
  }

  Locator turns() {
    return section("turns").locator(".turn");
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** What figures of a table say. */
  static List<Integer> millis(Locator figures) {
    return figures.allInnerTexts().stream()
        .map(text -> Integer.valueOf(text.replace(" ms", "").replace(",", "")))
        .toList();
  }

  void untilLive() {
    page.locator("#connection[data-state=live]").waitFor();
  }

  void until(BooleanSupplier condition) {
    page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(30_000));
  }

  /** What the browser complained of: errors, and breaches of the content security policy. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  List<URI> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    visitor.close();
  }
}
