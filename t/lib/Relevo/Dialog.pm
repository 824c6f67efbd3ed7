package Relevo::Dialog;

# Conversations through the whole path: a customer writes on WhatsApp, and what
# came of it is looked up when the turn is over.
#
#   my $t = Relevo::Dialog->new($w);
#   my $r = $t->say(5215550001 => 'hola');
#   $r->{text}      what we said, parts joined by newlines
#   $r->{state}, {asked_person}, {language}    of the conversation
#   $r->{rule}, {decision}, {think}            why
#   $t->post($number, $text) sends without waiting; $t->result($number) waits

use strict;
use warnings;

use Carp qw(croak);
use JSON::PP;
use Relevo::Wait;
use Relevo::WhatsApp;

sub new {
    my ($class, $w, %o) = @_;
    return bless { w => $w, said => {}, %o }, $class;
}


# Any update: $t->post(number, wa_message(...)); a text becomes one.
sub post {
    my ($self, $number, $what, %o) = @_;

    my $update = ref $what ? $what : wa_text($what, from => $number, name => 'Ana',
        defined $self->{account} ? (account => $self->{account}) : (), %o);
    my $r = $self->{w}->webhook($update);
    croak "webhook: $r->{status}" if $r->{status} != 200;
    $self->{said}{$number}++;
    return $self;
}


sub conversation {
    my ($self, $number) = @_;
    return $self->{w}->pg->row(q{select c.* from core.conversation c join core.identity i
        on i.tenant_id = c.tenant_id and i.conversation_id = c.id
        where i.kind = 'wa_id' and i.value = $1 limit 1}, $number);
}


# Of the turn that did the last message posted.
sub result {
    my ($self, $number, $timeout) = @_;

    my $c;
    wait_until { $c = $self->conversation($number);
        $c && $c->{done_seq} >= $self->{said}{$number} } $timeout // 30, "the turn of $number";
    my $pg = $self->{w}->pg;
    my $turn = $pg->row(q{select * from core.turn where conversation_id = $1
        order by to_seq desc limit 1}, $c->{id});
    my @out = $pg->rows(q{select text from core.message where conversation_id = $1
        and direction = 'out' and seq = $2 order by ord}, $c->{id}, $turn->{to_seq});
    my $decision = ref $turn->{decision} ? $turn->{decision}
        : decode_json($turn->{decision} // '{}');
    return { text => join("\n", map { $_->{text} // '' } @out), parts => scalar @out,
        id => $c->{id}, contact => $c->{contact_id}, state => $c->{state},
        asked_person => $c->{asked_person}, language => $c->{language},
        outcome => $turn->{outcome}, reason => $turn->{reason}, decision => $decision,
        rule => $decision->{rule} // '', think => $decision->{think} };
}


sub say {
    my ($self, $number, $what, %o) = @_;
    return $self->post($number, $what, %o)->result($number);
}

1;
