/** What exists, to be found by words and by meaning. */
@NullMarked
package zhunsheng.similarity.search;

import org.jspecify.annotations.NullMarked;
