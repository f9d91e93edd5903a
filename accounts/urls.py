"""Addresses of sign-in and the account page."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/<str:uidb64>/<str:token>/", views.sign_in_link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", views.account, name="account"),
    path("account/tokens/", views.token_create, name="token-create"),
    path("account/tokens/<int:token_id>/revoke/", views.token_revoke, name="token-revoke"),
    path("account/role/", views.role_try, name="role-try"),
    path("account/theme/", views.theme_choose, name="theme-choose"),
    path("account/letters/", views.letters_choose, name="letters-choose"),
]
