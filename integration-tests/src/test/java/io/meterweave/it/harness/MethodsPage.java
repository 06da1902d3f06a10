// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The console's methods, as a person sees them. Confined to the calling thread. */
public final class MethodsPage {
  private final Browser browser;

  private MethodsPage(Browser browser) {
    this.browser = browser;
  }

  /** Opens it and waits until a text is there. */
  public static MethodsPage open(Browser browser, TargetApp app, String awaited) {
    browser.open("http://127.0.0.1:" + app.port() + "/");
    browser.awaitText("the methods are there", text -> text.contains(awaited));
    return new MethodsPage(browser);
  }

  /** Ticks or unticks the method that is shown by this name. */
  public void tick(String method) {
    browser.run(
        """
        [...document.querySelectorAll('#methods tbody tr')]
          .find(row => row.querySelector('.signature').textContent === '%s')
          .querySelector('input.switch').click();
        """
            .formatted(method));
  }

  /** Presses the button that switches all methods. */
  public void tickAll() {
    browser.run("document.querySelector('#methods button.all').click();");
  }

  /** Clicks on a state, or on all by an empty text, and returns the methods that are shown then. */
  public List<String> shownWith(String state) {
    String script =
        """
        document.querySelector('.states button[data-state="%s"]').click();
        return [...document.querySelectorAll('#methods tbody tr, #not-woven tbody tr')]
          .filter(row => row.checkVisibility())
          .map(row => row.querySelector('.signature').textContent);
        """;
    List<String> shown = new ArrayList<>();
    browser
        .run(String.format(Locale.ROOT, script, state))
        .forEach(name -> shown.add(name.asText()));
    return shown;
  }
}
