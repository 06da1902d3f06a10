// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.List;

/**
 * Where marks come from that stand in no class file: the patterns of the configuration.
 *
 * <p>Thread-safe; asked while a class is being loaded, so it loads none and links no lambda.
 */
interface MarkSource {
  /**
   * Returns whether a class can be concerned, by what its constant pool tells; asked for each class
   * that is loaded.
   */
  boolean mayConcern(ClassOutline type);

  /** Returns whether a class is meant by its name, whatever its supertypes. */
  boolean names(String internalName);

  /**
   * Returns whether classes below a type can be concerned because they are below it.
   *
   * @param internalName a superclass or an interface
   */
  boolean concernsSubtypes(String internalName);

  /**
   * Returns what is asked of a method, each mark with its origin.
   *
   * @param type the class that declares the method
   * @param method the method; never abstract, synthetic or a bridge
   * @param types what is known of the types above
   */
  List<Mark> marks(DeclaredType type, DeclaredMethod method, KnownTypes types);
}
