"""Who is meant to reach each address: by its name, each once. A new address is declared here or the test fails.

The back offices (`staff/`, `editors/`) have some hundred addresses of their packages; they are taken as one.
"""

AUDIENCES = {
    # anybody reaches it; writing is held by WRITES
    "open": """
        healthz readyz preferences offline offline_worker wagtaildocs_serve wagtaildocs_authenticate_with_password
            schema docs jwks did stripe_webhook robots sitemap social sitemap_section media/<path:path> favicon.ico
            account_login account_logout account_inactive account_signup
            account_email_verification_sent account_reset_password account_confirm_login_code
            account_reset_password_from_key_done account_reset_password_done mfa_authenticate mfa_login_webauthn
            news_rss news_topic_feed news_topic_rss exhibition_calendar exhibition_file event_calendar
            event_file event_registration event_material news_feed case_feed cms_table cms_film help_about
            help_vote glossary term legal legal_document legal_comparison legal_version publication_bibtex
            case_pdf compare_countries wagtail_serve wagtailcore_authenticate_with_password wagtailcore_login
        companies: list detail translation card certificate_file short trust trust_check passport passport_qr works_for
        catalog: categories category product translation product_3d document certificate company compare recent
            recent_strip recent_look public_catalogue
        rfqs: list feed
        offers: list feed rss detail translation picture document response_figures new_short
        community: list
        search: search feed feed_rss opensearch opened similar
        tools: index currency currency_csv incoterms hs hs_code units time
    """,
    # whoever has the secret in it
    "link": """
        account_confirm_email account_reset_password_from_key event_place event_place_taken event_place_back
            event_place_file
        companies: invitation invitation_acceptance invitation_refusal
        catalog: shared shared_file
        trade: deadlines_feed
        meetings: feed
        consultations: reply
        community: invitation invitation_answer talk_reply
        notifications: unsubscribe
    """,
    # whoever is signed in
    "person": """
        usersessions_list account_reauthenticate account_email account_change_password account_set_password
            mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes
            mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn
            mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn exhibition_following suggest_case
        companies: block
        catalog: basket report
        offers: ask ask_many
        trade: order_product order_sample
        meetings: book slot
    """,
    # of one company or person: nobody else's
    "own": """
        agreements my_cases case_proposal case_withdrawal case_consent_withdrawal
        my: home act_as
        companies: mandates mandate_choose mandate_terms mandate_acting_end mandate mandate_answer mandate_end
            mandate_deeds mandate_acting edit new activity activity_export blocked storage suspension account
            account_profile sessions session_end sessions_end_others account_data account_deletion closing
            verification document document_removal claim upload claim_withdrawal pictures photos photo
            photo_position photo_removal picture picture_removal certificates certificate_new certificate_edit
            certificate_removal certificate_return layout layout_reset layout_section layout_product words
            address section people invitations invitation_new invitation_renewal invitation_withdrawal handover
            handover_acceptance handover_refusal handover_withdrawal person removal confirmability handover_new
            own_invitations own_invitation_acceptance own_invitation_refusal tokens token_new token_revocation
            webhooks webhook_new webhook_guide webhook webhook_edit webhook_secret webhook_deletion webhook_pause
            webhook_resumption webhook_test webhook_delivery webhook_again
        catalog: shortlists saving shortlist shortlist_edit shortlist_deletion shortlist_restoration
            shortlist_export shortlist_item shortlist_place shortlist_removal shortlist_return recent_change
            report_decision report_appeal my_reports received_reports mine bulk renewals related_found deleted
            restoration undoing new suggestion autosave_new discarding_new preview_new printed_list printed
            printed_again printed_file shared_list shared_revocation export export_file edit autosave discarding
            preview terms renewal appeal publication deletion duplication import import_template import_help
            import_run import_report import_corrected
        rfqs: answer mine new edit line publication copy discard documents suppliers invitations extension
            closing closure cancellation retraction
        offers: mine new readers edit publication withdrawal renewal filling copying inquiries inquiries_export
            batches batch batch_reminder batch_closure routing rule absence replies reply_removal blocked
        deciding: comparison workbook estimates weights award closing
        invoices: list export
        trade: quotations export products_found rules floors floor deadlines deadlines_address orders
            orders_export payee payee_entry payee_approval payee_letter payee_stopping ledger ledger_csv
        payments: home account charge returning refunds refund_decision release cancellation plan subscription
            portal begin
        meetings: list tasks task hours days day_removal calendar calendar_address
        consultations: list search bulk settings tags tag_removal response translation unread open
        community: new own_invitations own_answer moderation_reports report_content moderation_decisions
            moderation_decision moderation_appeal vouchings vouching vouching_answer vouching_end
        notifications: list read_all unread_all settings count follow read unread
        search: saved_list saved_new saved saved_deletion
    """,
    # of a request that suppliers may answer
    "market": """
        rfqs: detail translation calendar document questions passing
        trade: begin
        pools: pick
    """,
    # of the two sides of a deal, each by their own side
    "deal": """
        offers: inquiry inquiry_closure inquiry_reopening inquiry_reminder inquiry_note inquiry_assignment
            inquiry_contact inquiry_report inquiry_block inquiry_file inquiry_picture
        invoices: begin detail pdf xml edit issue credit discard
        trade: begin_inquiry quotation calendar pdf edit sums preview paper submission acceptance agreement
            decline withdrawal confirmation approval recall order order_calendar order_confirmation
            order_production order_readiness order_deliveries order_receipt order_completion order_cancellation
            order_reminder order_number order_address order_notes order_changes order_change order_agreement
            order_refusal order_withdrawal report receipt letter spreading letter_decision confirmation_of_payment
            refusal proof_withdrawal proof_paper
        meetings: meeting file confirmation cancellation times outcome where person points point_removal minutes
            version signature add_task print
        consultations: desk prepared report always_translate translate message message_marks message_cards file
            file_small cards message_edit message_delete people invite ask_colleague departure mute presence
            beside removal invitation room messages transcript transcript_pdf
    """,
    # of a community: who may read it, its members
    "house": """
        rounds: list new products detail live sheet document edit publish discard pledge withdraw release share
            release_answer extend close cancel ask
        pools: list new detail promise close consent cancel
        community: detail stylesheet printed_catalogue members join leave rules_acceptance feed threads
            thread_new talk_preview talk_names talk_choice thread moderation thread_title thread_category
            thread_answer thread_follow poll_vote poll_end post_file post_picture post_edit post_removal
            post_thanks post_versions results results_csv results_consent directory directory_regions
            directory_entry directory_entry_edit directory_entry_emptied calendar_feed calendar calendar_address
            gathering gathering_file gathering_picture registration registration_end tables table_profile_end
            table_ask schedule schedule_file schedule_calendar table_meeting table_answer table_proposal
            table_end table_outcome articles article article_edit article_state article_order article_reviewer
            article_opinion article_versions article_version article_suggest article_suggestion article_pictures
            article_picture article_picture_remove initiatives initiative_new initiative initiative_edit
            initiative_state initiative_outcome initiative_comment initiative_place initiative_partner
            initiative_invitations initiative_agreement initiative_version initiative_consent initiative_steps
            initiative_step initiative_step_act initiative_files initiative_file initiative_file_remove
            initiative_notes
        search: house house_listings
    """,
    # of those who run a community
    "steward": """
        community: edit look parts part_end part_decision closing history member decision handover removal
            joining question_new question question_change invitations company_invitation invitation_change
            talk_categories moderation_queue moderation_rules moderation_rule_new moderation_trial
            moderation_rule_removal moderation_log moderation_release moderation_case moderation_act
            moderation_back moderation_answer moderation_lift results_audience vouching_given vouching_choose
            vouching_offer directory_export directory_fields directory_field_new directory_field
            directory_field_act gathering_new gathering_edit gathering_copy gathering_publication
            gathering_discard gathering_cancellation gathering_people gathering_people_file gathering_presence
            gathering_removal gathering_uninvite gathering_letters table_plan table_placing table_move
            table_mark article_new cases cases_export case_company case_new case case_edit case_search
            case_outcome case_reopening case_consent case_note case_task case_task_done case_candidates
            case_candidate case_introduction case_answer
        search: house_featured house_featured_act
    """,
    # of programme staff
    "desk": """
        search_desk: analytics synonyms synonym why
        talk_desk: evidence look looks
        catalog_desk: listings appeals flags approvals trust listing approval rejection flag appeal reports
            report report_decision report_change report_appeal categories category category_names category_place
            category_merge category_separation
        offers_desk: held approval rejection reports report decision
        rfq_desk: list rfq approval return
        community_desk: results results_csv moderation_queue moderation_release moderation_case moderation_act
            moderation_back moderation_answer moderation_lift
        desk: home firms firms_export firm note suspend suspend_decision restore appeal storage room duplicates pair
            merge dismiss merged look looking verifications flags flag document verification verification_assignment
            verification_approval verification_return verification_revocation
    """,
    # by the API: reading what is public, writing with a key or signed in
    "api": """
        api-search suggest api-initiatives api-slots api-events api-comparison api-award api-threads api-posts
            api-directory api-results api-moderation api-rounds company-list company-detail product-list
            product-bulk product-detail category-list category-detail community-list community-detail
            meeting-list meeting-detail meeting-cancellation offer-list offer-detail offer-copy offer-fulfilment
            offer-publication offer-renewal offer-withdrawal inquirybatch-list inquirybatch-detail inquiry-list
            inquiry-detail inquiry-answer inquiry-closure inquiry-messages order-list order-detail
            order-cancellation order-changes order-change-agreement order-change-refusal order-change-withdrawal
            order-completion order-confirmation order-deliveries order-number
            order-production order-readiness order-receipt order-reminder order-instalments-list
            order-instalments-detail order-instalments-report order-instalments-receipt order-payments-list
            order-payments-detail order-payments-confirmation order-payments-refusal order-payments-withdrawal
            order-payments-proof quotation-list quotation-detail quotation-acceptance
            quotation-agreement quotation-approval quotation-confirmation quotation-counter quotation-decline
            quotation-paper quotation-papers quotation-submission quotation-withdrawal invoice-list
            invoice-detail invoice-issue rfq-list rfq-detail rfq-answer rfq-document rfq-documents
            rfq-publication rfq-questions webhookendpoint-list webhookendpoint-detail webhookendpoint-deliveries
            webhookendpoint-again webhookendpoint-event-types webhookendpoint-pause webhookendpoint-resumption
            webhookendpoint-secret webhookendpoint-tests
    """,
}


def audience_of() -> dict[str, str]:
    """Of each name its audience; a name that stands twice is an error of the list."""
    found: dict[str, str] = {}
    for audience, text in AUDIENCES.items():
        space = ""
        for word in text.split():
            if word.endswith(":") and "<" not in word:
                space = word
                continue
            name = f"{space}{word}" if space else word
            assert name not in found, f"{name} is declared twice"
            found[name] = audience
    return found
