/**
 * What the embedded engines know about: questions in several variants, their answers, and the words
 * they are made of. The recogniser builds its language model from the questions, the concierge its
 * index. Reading only; no engine here.
 */
@NullMarked
package dev.parley.adapter.knowledge;

import org.jspecify.annotations.NullMarked;
