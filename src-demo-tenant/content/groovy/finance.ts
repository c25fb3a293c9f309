import { groovy } from './common.ts';

export const checkStatement = groovy(
  'CheckStatementBalance.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.xml.XmlSlurper

/** Opening balance plus entries must give the closing balance; otherwise the statement is not booked. */
def Message processData(Message message) {
    def statement = new XmlSlurper().parse(message.getBody(Reader)).BkToCstmrStmt.Stmt
    def balance = { code ->
        def node = statement.Bal.find { it.Tp.CdOrPrtry.Cd.text() == code }
        def amount = node.Amt.text().toBigDecimal()
        node.CdtDbtInd.text() == 'DBIT' ? -amount : amount
    }
    def moved = statement.Ntry.inject(0.0) { sum, entry ->
        def amount = entry.Amt.text().toBigDecimal()
        entry.CdtDbtInd.text() == 'DBIT' ? sum - amount : sum + amount
    }
    def difference = balance('OPBD') + moved - balance('CLBD')
    if (difference.abs() >= 0.01) {
        throw new IllegalStateException("Statement \${statement.Id.text()} does not balance: difference \${difference}")
    }
    message.setProperty('StatementId', statement.Id.text())
    message.setProperty('Account', statement.Acct.Id.IBAN.text())
    message.setProperty('EntryCount', statement.Ntry.size())
    return message
}
`,
);

export const hashPayment = groovy(
  'HashPaymentFile.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import java.security.MessageDigest

/** The bank compares this digest with the one announced by phone. */
def Message processData(Message message) {
    def bytes = message.getBody(byte[])
    def digest = MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString().toUpperCase()
    message.setHeader('X-File-Digest', digest)
    messageLogFactory.getMessageLog(message)?.addCustomHeaderProperty('FileDigest', digest.take(16))
    return message
}
`,
);

export const maskAccounts = groovy(
  'MaskAccounts.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message

/** Leaves country and last four digits of every IBAN before anything is logged. */
def Message processData(Message message) {
    def text = message.getBody(String)
    message.setProperty('MaskedPayload', text.replaceAll(/\\b([A-Z]{2})\\d{2}[A-Z0-9]{7,26}(\\d{4})\\b/, '$1**…$2'))
    return message
}
`,
);
