/** What it costs to look among a million: imagined projects, and what a search among them takes. */
@NullMarked
package zhunsheng.similarity.scale;

import org.jspecify.annotations.NullMarked;
