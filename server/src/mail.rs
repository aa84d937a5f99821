//! Sending mail by SMTP: the only place that speaks it. What a mail says and who gets one must not enter.
//! Names and addresses go through the library's types, which leave no way to add a header or a recipient.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::authentication::Credentials,
};
use std::{fmt, time::Duration};

/// Longest wait for the mail server.
const PATIENCE: Duration = Duration::from_secs(20);

/// How to reach the mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether the connection is encrypted.
    pub encryption: Encryption,
    /// Name and password, if it asks for them.
    pub credentials: Option<(String, String)>,
    /// From whom mail comes: `Xanh <xanh@example.gov.vn>`.
    pub from: String,
}

/// How a connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Encrypted from the beginning.
    Tls,
    /// Encrypted after `STARTTLS`, and never without.
    StartTls,
    /// Not at all: only for a server on the same machine.
    None,
}

impl Encryption {
    /// Reads the word of the configuration.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "tls" => Some(Self::Tls),
            "starttls" => Some(Self::StartTls),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// Without the password.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .finish_non_exhaustive()
    }
}

/// Whether mail can come from this address.
#[must_use]
pub fn is_sender(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

/// Why a mail was not sent. Its text is for the log and holds no secret.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address is none.
    #[error("an address can't be read")]
    Address,
    /// The mail can't be put together.
    #[error("the mail can't be made: {0}")]
    Message(#[from] lettre::error::Error),
    /// The mail server can't be reached, or refuses.
    #[error("the mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
}

/// One mail.
#[derive(Clone, Copy, Debug)]
pub struct Email<'a> {
    /// Name of whom it is to.
    pub name: &'a str,
    /// Address of whom it is to.
    pub address: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
    /// The same for the same mail, so that a mail server knows one that comes twice.
    pub id: &'a str,
}

/// A way to send mail.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").finish_non_exhaustive()
    }
}

impl Mailer {
    /// Makes ready to send; nothing is connected yet.
    ///
    /// # Errors
    /// If the sender is no address, or the host is none.
    pub fn new(smtp: &Smtp) -> Result<Self, MailError> {
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match smtp.encryption {
            Encryption::Tls => Transport::relay(&smtp.host)?,
            Encryption::StartTls => Transport::starttls_relay(&smtp.host)?,
            Encryption::None => Transport::builder_dangerous(&smtp.host),
        };
        let mut builder = builder.port(smtp.port).timeout(Some(PATIENCE));
        if let Some((user, password)) = &smtp.credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self {
            transport: builder.build(),
            from: smtp.from.parse().map_err(|_| MailError::Address)?,
        })
    }

    /// Sends one mail; when it returns, the mail server has it.
    ///
    /// # Errors
    /// [`MailError`].
    pub async fn send(&self, email: Email<'_>) -> Result<(), MailError> {
        let address = email.address.parse().map_err(|_| MailError::Address)?;
        // A line break has no business in a name; the library would encode it, a reader would wonder.
        let name: String = email
            .name
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let host = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(name), address))
            .subject(email.subject.replace(|c: char| c.is_control(), " "))
            .message_id(Some(format!("<{}@{host}>", email.id)))
            .header(ContentType::TEXT_PLAIN)
            .body(email.body.to_owned())?;
        self.transport.send(message).await?;
        Ok(())
    }
}

/// Whether a text is an address that mail can be sent to.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.len() <= 200 && text.parse::<lettre::Address>().is_ok()
}
