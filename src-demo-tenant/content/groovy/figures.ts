import { groovy } from './common.ts';

export const roundFigures = groovy(
  'RoundFigures.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.math.RoundingMode

/** Wall screens show thousands with one decimal. */
def Message processData(Message message) {
    def figures = new JsonSlurper().parse(message.getBody(Reader))
    def rounded = figures.collectEntries { name, value ->
        [name, value instanceof Number ? (value as BigDecimal).divide(1000.0, 1, RoundingMode.HALF_UP) : value]
    }
    message.setBody(JsonOutput.toJson(rounded))
    message.setHeader('Content-Type', 'application/json')
    return message
}
`,
);

export const formatDates = groovy(
  'FormatDates.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import java.time.LocalDate
import java.time.format.DateTimeFormatter

/** Dates of old systems (ddMMyyyy, yyyyMMdd, dd.MM.yyyy) in the header RawDate become ISO dates. */
def Message processData(Message message) {
    def raw = message.getHeader('RawDate', String)
    def forms = ['yyyyMMdd', 'ddMMyyyy', 'dd.MM.yyyy', 'yyyy-MM-dd']
    def date = forms.findResult { form ->
        try {
            LocalDate.parse(raw, DateTimeFormatter.ofPattern(form))
        } catch (java.time.format.DateTimeParseException ignored) {
            null
        }
    }
    if (date == null) {
        throw new IllegalArgumentException("'\${raw}' is no date in a known form")
    }
    message.setHeader('IsoDate', date.toString())
    return message
}
`,
);

export const checkCertificates = groovy(
  'CheckCertificates.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.xml.MarkupBuilder
import groovy.xml.XmlSlurper

/** Lists keystore entries that expire within the days of the property WarnDays. */
def Message processData(Message message) {
    def limit = new Date() + ((message.getProperty('WarnDays') ?: '30') as int)
    def entries = new XmlSlurper().parse(message.getBody(Reader)).'**'.findAll { it.name() == 'KeystoreEntry' }
    def soon = entries.findAll { Date.parse("yyyy-MM-dd'T'HH:mm:ss", it.ValidNotAfter.text().take(19)) < limit }
    def writer = new StringWriter()
    new MarkupBuilder(writer).ul {
        soon.each { entry -> li("\${entry.Alias.text()}: \${entry.ValidNotAfter.text().take(10)}") }
    }
    message.setProperty('Expiring', soon.size())
    message.setBody(writer.toString())
    return message
}
`,
);
