// SPDX-License-Identifier: Apache-2.0
package org.springframework.ai.chat.metadata;

/** The accessors of the class of that name, which has two meanings in one shape. */
public final class DefaultUsage {
  private final int promptTokens;
  private final int completionTokens;
  private final int totalTokens;
  private final Long cacheRead;
  private final Object nativeUsage;

  public DefaultUsage(int prompt, int completion, int total, Long cacheRead, Object nativeUsage) {
    this.promptTokens = prompt;
    this.completionTokens = completion;
    this.totalTokens = total;
    this.cacheRead = cacheRead;
    this.nativeUsage = nativeUsage;
  }

  public Integer getPromptTokens() {
    return promptTokens;
  }

  public Integer getCompletionTokens() {
    return completionTokens;
  }

  public Integer getTotalTokens() {
    return totalTokens;
  }

  public Long getCacheReadInputTokens() {
    return cacheRead;
  }

  public Object getNativeUsage() {
    return nativeUsage;
  }
}
