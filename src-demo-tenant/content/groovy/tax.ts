import { groovy } from './common.ts';

export const invoiceId = groovy(
  'BuildInvoiceIdentifier.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.transform.Field

/** Countries number their documents differently; unknown ones get the plain number. */
@Field Map<String, Closure<String>> forms = [
    IT: { number, year -> "\${year}-\${number.padLeft(10, '0')}" },
    PL: { number, year -> "FV/\${number}/\${year}" },
    ES: { number, year -> "\${year.drop(2)}F\${number}" }
]

def Message processData(Message message) {
    def country = message.getProperty('Country') as String
    def number = (message.getProperty('InvoiceNumber') as String)?.replaceFirst('^0+', '')
    if (!number) {
        throw new IllegalArgumentException('The invoice has no number')
    }
    def year = Calendar.getInstance(TimeZone.getTimeZone('UTC')).get(Calendar.YEAR) as String
    def form = forms[country] ?: { n, y -> n }
    message.setProperty('LegalNumber', form(number, year))
    return message
}
`,
);
