package jangteo.analysis;

import static jangteo.analysis.Parts.analyzer;
import static jangteo.analysis.Parts.charFilter;
import static jangteo.analysis.Parts.filter;
import static jangteo.analysis.Parts.tokenizer;
import static java.util.Map.entry;

import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2CharFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseBaseFormFilter;
import org.apache.lucene.analysis.ja.JapaneseIterationMarkCharFilter;
import org.apache.lucene.analysis.ja.JapaneseKatakanaStemFilter;
import org.apache.lucene.analysis.ja.JapanesePartOfSpeechStopFilter;
import org.apache.lucene.analysis.ja.JapaneseReadingFormFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.ko.KoreanNumberFilter;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.POS;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/** Lucene's Korean, Japanese, Chinese and ICU components under the names of Elastic's analysis plugins. */
public class EastAsianAnalysis extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of(
            "nori", analyzer(s -> new KoreanAnalyzer(koreanWords(s), decompounding(s), koreanStopTags(s), false)),
            "kuromoji", analyzer(s -> new JapaneseAnalyzer(japaneseWords(s), segmentation(s),
                JapaneseAnalyzer.getDefaultStopSet(), JapaneseAnalyzer.getDefaultStopTags())),
            "smartcn", analyzer(s -> new SmartChineseAnalyzer()));
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of(
            "nori_tokenizer", tokenizer(s -> new KoreanTokenizer(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
                koreanWords(s), decompounding(s), false, s.getAsBoolean("discard_punctuation", true))),
            "kuromoji_tokenizer", tokenizer(s -> new JapaneseTokenizer(japaneseWords(s),
                s.getAsBoolean("discard_punctuation", true), segmentation(s))),
            "smartcn_tokenizer", tokenizer(s -> new HMMChineseTokenizer()),
            "icu_tokenizer", tokenizer(s -> new ICUTokenizer()));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.ofEntries(
            entry("nori_part_of_speech", filter((in, s) -> new KoreanPartOfSpeechStopFilter(in, koreanStopTags(s)))),
            entry("nori_readingform", filter((in, s) -> new KoreanReadingFormFilter(in))),
            entry("nori_number", filter((in, s) -> new KoreanNumberFilter(in))),
            entry("kuromoji_baseform", filter((in, s) -> new JapaneseBaseFormFilter(in))),
            entry("kuromoji_part_of_speech",
                filter((in, s) -> new JapanesePartOfSpeechStopFilter(in, japaneseStopTags(s)))),
            entry("kuromoji_stemmer",
                filter((in, s) -> new JapaneseKatakanaStemFilter(in, s.getAsInt("minimum_length", 4)))),
            entry("kuromoji_readingform",
                filter((in, s) -> new JapaneseReadingFormFilter(in, s.getAsBoolean("use_romaji", false)))),
            entry("ja_stop", filter((in, s) -> new StopFilter(in, JapaneseAnalyzer.getDefaultStopSet()))),
            entry("smartcn_stop", filter((in, s) -> new StopFilter(in, SmartChineseAnalyzer.getDefaultStopSet()))),
            entry("icu_folding", filter((in, s) -> new ICUFoldingFilter(in))),
            entry("icu_normalizer", filter((in, s) -> new ICUNormalizer2Filter(in, normalizer(s)))));
    }

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        return Map.of(
            "icu_normalizer", charFilter((in, s) -> new ICUNormalizer2CharFilter(in, normalizer(s))),
            "kuromoji_iteration_mark", charFilter((in, s) -> new JapaneseIterationMarkCharFilter(in,
                s.getAsBoolean("normalize_kanji", true), s.getAsBoolean("normalize_kana", true))));
    }

    private static org.apache.lucene.analysis.ko.dict.UserDictionary koreanWords(Settings settings) {
        List<String> rules = settings.getAsList("user_dictionary_rules");
        try {
            return rules.isEmpty() ? null
                : org.apache.lucene.analysis.ko.dict.UserDictionary.open(new StringReader(String.join("\n", rules)));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static org.apache.lucene.analysis.ja.dict.UserDictionary japaneseWords(Settings settings) {
        List<String> rules = settings.getAsList("user_dictionary_rules");
        try {
            return rules.isEmpty() ? null
                : org.apache.lucene.analysis.ja.dict.UserDictionary.open(new StringReader(String.join("\n", rules)));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static KoreanTokenizer.DecompoundMode decompounding(Settings settings) {
        return KoreanTokenizer.DecompoundMode.valueOf(
            settings.get("decompound_mode", "discard").toUpperCase(Locale.ROOT));
    }

    private static JapaneseTokenizer.Mode segmentation(Settings settings) {
        return JapaneseTokenizer.Mode.valueOf(settings.get("mode", "search").toUpperCase(Locale.ROOT));
    }

    private static Set<POS.Tag> koreanStopTags(Settings settings) {
        List<String> tags = settings.getAsList("stoptags", null);
        return tags == null ? KoreanPartOfSpeechStopFilter.DEFAULT_STOP_TAGS
            : tags.stream().map(POS::resolveTag).collect(Collectors.toSet());
    }

    private static Set<String> japaneseStopTags(Settings settings) {
        List<String> tags = settings.getAsList("stoptags", null);
        return tags == null ? JapaneseAnalyzer.getDefaultStopTags() : new HashSet<>(tags);
    }

    private static Normalizer2 normalizer(Settings settings) {
        Normalizer2.Mode mode = "decompose".equals(settings.get("mode"))
            ? Normalizer2.Mode.DECOMPOSE : Normalizer2.Mode.COMPOSE;
        return Normalizer2.getInstance(null, settings.get("name", "nfkc_cf"), mode);
    }
}
