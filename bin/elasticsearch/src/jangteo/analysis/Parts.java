package jangteo.analysis;

import java.io.Reader;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Turns a function of the index settings into what Elasticsearch registers. */
final class Parts {

    private Parts() {}

    static AnalysisProvider<AnalyzerProvider<? extends Analyzer>> analyzer(Function<Settings, Analyzer> make) {
        return (index, environment, name, settings) -> {
            Analyzer analyzer = make.apply(settings);
            return new AnalyzerProvider<Analyzer>() {
                @Override public String name() { return name; }
                @Override public AnalyzerScope scope() { return AnalyzerScope.INDEX; }
                @Override public Analyzer get() { return analyzer; }
            };
        };
    }

    static AnalysisProvider<TokenizerFactory> tokenizer(Function<Settings, Tokenizer> make) {
        return (index, environment, name, settings) -> new TokenizerFactory() {
            @Override public String name() { return name; }
            @Override public Tokenizer create() { return make.apply(settings); }
        };
    }

    static AnalysisProvider<TokenFilterFactory> filter(BiFunction<TokenStream, Settings, TokenStream> make) {
        return (index, environment, name, settings) -> new TokenFilterFactory() {
            @Override public String name() { return name; }
            @Override public TokenStream create(TokenStream input) { return make.apply(input, settings); }
        };
    }

    static AnalysisProvider<CharFilterFactory> charFilter(BiFunction<Reader, Settings, Reader> make) {
        return (index, environment, name, settings) -> new CharFilterFactory() {
            @Override public String name() { return name; }
            @Override public Reader create(Reader input) { return make.apply(input, settings); }
        };
    }
}
