import { groovy } from './common.ts';

export const searchTerm = groovy(
  'FillSearchTerm.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.xml.XmlSlurper
import groovy.xml.XmlUtil
import java.text.Normalizer

/** Search terms in the old ERP are upper case, plain letters, at most ten characters. */
def Message processData(Message message) {
    def document = new XmlSlurper().parse(message.getBody(Reader))
    document.'**'.findAll { it.name() == 'Supplier' }.each { supplier ->
        def plain = Normalizer.normalize(supplier.Name.text(), Normalizer.Form.NFD).replaceAll(/\\p{M}/, '')
        def term = plain.toUpperCase().replaceAll(/[^A-Z0-9]/, '').take(10)
        supplier.appendNode { SearchTerm(term ?: 'UNKNOWN') }
    }
    message.setBody(XmlUtil.serialize(document))
    return message
}
`,
);
