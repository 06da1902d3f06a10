// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import com.openai.errors.OpenAIException;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.RecordValue;
import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.Spans;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Answers a question: checks the quota, sorts it, looks for articles, lets the model write, and
 * keeps a ticket. Thread-safe.
 *
 * <p>A failing model is no failure of the desk: the customer gets the best article instead.
 */
@Service
class AnswerDesk {
  private static final int ARTICLES = 3;
  private static final String HANDED_OVER =
      "We have no article about this. A colleague will answer you within one working day.";

  private final Quota quota;
  private final LanguageModel model;
  private final ArticleClient articles;
  private final Tickets tickets;

  AnswerDesk(Quota quota, LanguageModel model, ArticleClient articles, Tickets tickets) {
    this.quota = quota;
    this.model = model;
    this.articles = articles;
    this.tickets = tickets;
  }

  /**
   * Answers a question.
   *
   * @throws DeskException when there is no question, no quota left or no article service
   */
  @TrackMetrics(
      name = "support.answers",
      labels = "tier={customer.tier.label}",
      buckets = {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2.5, 5},
      trackActive = true,
      description = "Questions that the support desk answered, by the customer's tier and channel")
  @CountCalls(metricName = "support.outcomes", labels = "outcome={result.outcome}")
  @RecordValue(
      metric = "support.answer.articles",
      of = "result.articles",
      buckets = {0, 1, 2, 3},
      description = "Articles that an answer rests on")
  @TraceOperation(name = "answer question")
  Answer answer(
      Customer customer,
      @Label("channel") @SpanAttribute("support.channel") String channel,
      String question) {
    quota.take(customer);
    if (question.isBlank()) {
      throw new QuestionRejectedException("Please write a question.");
    }
    String category = category(question);
    List<FoundArticle> found = articles.search(question, ARTICLES);
    Draft draft = draft(question, found);
    Spans.current().setAttribute("support.outcome", draft.outcome());
    long ticket = tickets.add(customer, channel, category, question, draft.text(), draft.outcome());
    return new Answer(ticket, category, draft.text(), draft.outcome(), found);
  }

  private String category(String question) {
    try {
      return LanguageModel.text(model.sort(question));
    } catch (OpenAIException e) {
      return "general";
    }
  }

  private Draft draft(String question, List<FoundArticle> found) {
    if (found.isEmpty()) {
      return new Draft(HANDED_OVER, "handed over");
    }
    try {
      return new Draft(LanguageModel.text(model.write(question, found)), "answered");
    } catch (OpenAIException e) {
      FoundArticle best = found.get(0);
      return new Draft(best.body() + " (Article " + best.id() + ")", "article only");
    }
  }

  private record Draft(String text, String outcome) {}
}
