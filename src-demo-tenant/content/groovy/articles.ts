import { groovy } from './common.ts';

export const articleNumbers = groovy(
  'ConvertArticleNumbers.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.xml.XmlSlurper
import groovy.xml.XmlUtil

/** GTIN-13 with a wrong check digit is the most frequent error of dealers: say which line it is. */
def Message processData(Message message) {
    def order = new XmlSlurper().parse(message.getBody(Reader))
    def wrong = order.Line.findAll { !valid(it.Gtin.text()) }.collect { it.Position.text() }
    if (wrong) {
        throw new IllegalArgumentException("GTIN with a wrong check digit in line(s) \${wrong.join(', ')}")
    }
    message.setBody(XmlUtil.serialize(order))
    return message
}

boolean valid(String gtin) {
    if (!(gtin ==~ /\\d{13}/)) {
        return false
    }
    def digits = gtin.collect { it as int }
    def sum = (0..11).sum { digits[it] * (it % 2 == 0 ? 1 : 3) }
    (10 - sum % 10) % 10 == digits[12]
}
`,
);
