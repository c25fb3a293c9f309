import type { FlowFile } from '../flow/flow-definition.ts';

/** A Groovy script of an artifact, below `script/`. */
export function groovy(name: string, text: string): FlowFile {
  return { path: `script/${name}`, text: () => text };
}

export const logPayload = groovy(
  'LogPayload.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message

/**
 * Attaches the payload to the message processing log, but only while the flow
 * runs with log level DEBUG or TRACE.
 */
def Message processData(Message message) {
    def configuration = message.getProperty('SAP_MessageProcessingLogConfiguration')
    def level = (configuration?.logLevel ?: 'INFO') as String
    if (!(level in ['DEBUG', 'TRACE'])) {
        return message
    }
    def log = messageLogFactory.getMessageLog(message)
    if (log != null) {
        def type = message.getHeaders().get('Content-Type') ?: 'text/plain'
        def step = message.getProperty('LogStep') ?: 'Payload'
        log.addAttachmentAsString(step as String, message.getBody(String), type as String)
    }
    return message
}
`,
);

export const customHeaders = groovy(
  'SetCustomHeaders.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message

/**
 * Publishes the business keys listed in the property CustomHeaders
 * (comma separated) as custom header properties of the log.
 */
def Message processData(Message message) {
    def log = messageLogFactory.getMessageLog(message)
    if (log == null) {
        return message
    }
    def names = (message.getProperty('CustomHeaders') ?: '') as String
    names.split(',').collect { it.trim() }.findAll { it }.each { name ->
        def value = message.getProperty(name) ?: message.getHeader(name, String)
        if (value) {
            log.addCustomHeaderProperty(name, value.toString())
        }
    }
    return message
}
`,
);

export const errorContext = groovy(
  'CollectErrorContext.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.json.JsonBuilder

/** Builds one JSON document about the failure for the central error flow. */
def Message processData(Message message) {
    def properties = message.getProperties()
    def exception = properties.get('CamelExceptionCaught')
    def code = null
    def response = null
    if (exception?.class?.canonicalName == 'org.apache.camel.component.ahc.AhcOperationFailedException') {
        code = exception.getStatusCode()
        response = exception.getResponseBody()
    }
    def context = [
        flow         : properties.get('SAP_MessageProcessingLogID') ? message.getProperty('FlowName') : 'unknown',
        messageId    : properties.get('SAP_MessageProcessingLogID'),
        correlationId: message.getHeader('SAP_MplCorrelationId', String),
        step         : properties.get('SAP_ErrorModelStepID'),
        error        : exception?.message,
        httpStatus   : code,
        response     : response?.take(2000),
        occurredAt   : new Date().format("yyyy-MM-dd'T'HH:mm:ss'Z'", TimeZone.getTimeZone('UTC'))
    ]
    message.setProperty('HttpStatus', code)
    message.setBody(new JsonBuilder(context).toPrettyString())
    message.setHeader('Content-Type', 'application/json')
    return message
}
`,
);

export const idocNumber = groovy(
  'ReadIdocNumber.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import groovy.xml.XmlSlurper

/** Takes the IDoc number as application message id, so that both sides can be found by it. */
def Message processData(Message message) {
    def idoc = new XmlSlurper().parse(message.getBody(Reader)).IDOC
    def number = idoc.EDI_DC40.DOCNUM.text().replaceFirst('^0+', '')
    if (!number) {
        throw new IllegalArgumentException('The message has no IDoc number (EDI_DC40/DOCNUM)')
    }
    message.setHeader('SAP_ApplicationID', number)
    message.setHeader('SAP_MessageType', idoc.EDI_DC40.MESTYP.text())
    message.setProperty('DOCNUM', number)
    message.setProperty('RCVPRN', idoc.EDI_DC40.RCVPRN.text())
    return message
}
`,
);
